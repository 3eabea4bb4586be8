/** What is exchanged with stacks that nobody here wrote: each one is a test, told by the beginning of its title. */

export interface Exchange {
  /** Of the figure: `interop.PROTOCOL.NAME`. */
  readonly name: string
  readonly title: string
}

export interface Peer {
  readonly protocol: string
  readonly figure: string
  readonly peer: string
  readonly file: string
  readonly exchanges: readonly Exchange[]
}

const named = (exchanges: Readonly<Record<string, string>>): readonly Exchange[] =>
  Object.entries(exchanges).map(([name, title]) => ({ name, title }))

export const peers: readonly Peer[] = [
  {
    protocol: 'OPC UA',
    figure: 'opcua',
    peer: 'open62541 1.4',
    file: 'nodes/opcua/open62541.interop.ts',
    exchanges: named({
      browse: 'browse',
      read: 'read',
      write: 'write',
      subscribe: 'subscribe',
      basic256sha256: 'Basic256Sha256',
      aes128: 'Aes128_Sha256_RsaOaep',
      aes256: 'Aes256_Sha256_RsaPss',
      restart: 'restart',
    }),
  },
  {
    protocol: 'Modbus',
    figure: 'modbus',
    peer: 'pymodbus, mbpoll',
    file: 'nodes/modbus/modbus.test.ts',
    exchanges: named({
      tcp: 'Modbus TCP',
      'rtu-over-tcp': 'RTU frames over TCP',
      rtu: 'RTU on a serial line',
      refused: 'a tag that the device refuses',
    }),
  },
  {
    protocol: 'Modbus',
    figure: 'modbus',
    peer: 'pymodbus, mbpoll',
    file: 'runtime/connections/outage-devices.test.ts',
    exchanges: named({ restart: 'pymodbus killed' }),
  },
  {
    protocol: 'SQL',
    figure: 'postgresql',
    peer: 'PostgreSQL, psql',
    file: 'nodes/sql/sql.test.ts',
    exchanges: named({
      write: 'PostgreSQL: a table is made',
      once: 'PostgreSQL: what is delivered again',
      injection: 'PostgreSQL: nothing in a name',
      readonly: 'PostgreSQL: a query can change nothing',
      restart: 'PostgreSQL: a server that goes away',
    }),
  },
  {
    protocol: 'SQL',
    figure: 'sqlite',
    peer: 'Python’s sqlite3',
    file: 'nodes/sql/sql.test.ts',
    exchanges: named({ write: 'SQLite: a table is made', once: 'SQLite: what is delivered again', injection: 'SQLite: nothing in a name' }),
  },
  {
    protocol: 'MQTT 3.1.1, 5',
    figure: 'mqtt',
    peer: 'mosquitto',
    file: 'nodes/mqtt/mqtt.test.ts',
    exchanges: named({
      v311: 'MQTT 4: payloads',
      v5: 'MQTT 5: payloads',
      qos1: 'QoS 1: a message',
      qos2: 'QoS 2: a message',
      tls: 'a password, an authority',
      will: 'the last will',
      browse: 'browsing shows',
      refused: 'what the broker may not',
    }),
  },
]
