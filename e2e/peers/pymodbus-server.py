"""A Modbus server by pymodbus. Its first argument is JSON: how it is reached and which places it has; on stdin it takes what to set and what to tell."""
import asyncio
import json
import sys

from pymodbus.datastore import ModbusServerContext, ModbusSlaveContext, ModbusSparseDataBlock
from pymodbus.server.async_io import StartAsyncSerialServer, StartAsyncTcpServer
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer

FUNCTIONS = {"coil": 1, "discrete": 2, "holding": 3, "input": 4}
BLOCKS = {"coil": "co", "discrete": "di", "holding": "hr", "input": "ir"}


def device(tables):
    blocks = {BLOCKS[name]: ModbusSparseDataBlock({int(at): values for at, values in tables.get(name, {}).items()}) for name in BLOCKS}
    return ModbusSlaveContext(zero_mode=True, **blocks)


async def obey(units):
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        order = json.loads(line)
        block, function = units[order.get("unit", 1)], FUNCTIONS[order["table"]]
        if "set" in order:
            block.setValues(function, order["address"], order["set"])
        print(json.dumps([int(value) for value in block.getValues(function, order["address"], order.get("count", 1))]), flush=True)


async def tell_ready(port):
    while port:
        try:
            (await asyncio.open_connection("127.0.0.1", port))[1].close()
            break
        except OSError:
            await asyncio.sleep(0.02)
    print("ready", flush=True)


async def main(how):
    units = {int(unit): device(tables) for unit, tables in how["units"].items()}
    asyncio.get_running_loop().create_task(obey(units))
    context = ModbusServerContext(slaves=units, single=False)
    asyncio.get_running_loop().create_task(tell_ready(how.get("port")))
    if how["over"] == "rtu":
        await StartAsyncSerialServer(context=context, framer=ModbusRtuFramer, port=how["path"], baudrate=19200, ignore_missing_slaves=True)
    else:
        framer = ModbusRtuFramer if how["over"] == "rtu-over-tcp" else ModbusSocketFramer
        await StartAsyncTcpServer(
            context=context, framer=framer, address=("127.0.0.1", how["port"]), allow_reuse_address=True, ignore_missing_slaves=True
        )


asyncio.run(main(json.loads(sys.argv[1])))
