/** The way in of a client: hands each message to the nodes that hear it, and acknowledges it when every flow has taken it. */
import type { IPublishPacket, MqttClient, Packet } from 'mqtt'
import type { writeToStream } from 'mqtt-packet'
import type { Dispatch } from './dispatch.ts'

export interface Receiver {
  receive(packet: Packet): void
  /** A node began to listen: what nobody heard is offered again. */
  claim(): void
  close(): void
}

/** What a persistent session brings before its nodes listen waits this long for one that does. */
export const claimWithinMs = 10_000

export const receiver = (client: MqttClient, write: typeof writeToStream, dispatch: Dispatch): Receiver => {
  /** QoS 2 messages that were taken and whose release has not come yet: the broker may send them again. */
  const taken = new Set<number>()
  let unclaimed: { readonly message: IPublishPacket; readonly qos: number }[] = []
  let claiming = true

  const acknowledge = ({ messageId = 0 }: IPublishPacket, qos: number) => {
    if (qos === 2) taken.add(messageId)
    if (qos > 0 && client.connected) write({ cmd: qos === 2 ? 'pubrec' : 'puback', messageId }, client.stream, client.options)
  }

  const hand = (message: IPublishPacket, qos: number) => {
    const { heard, taking } = dispatch.give(message)
    if (!heard && qos > 0 && claiming) unclaimed.push({ message, qos })
    // The standard wants acknowledgements in order (4.6); kept to the letter, one slow flow would hold up all others.
    else if (taking.length > 0) void Promise.all(taking).then(() => acknowledge(message, qos))
    else acknowledge(message, qos)
  }

  const claim = () => {
    const waiting = unclaimed
    unclaimed = []
    for (const { message, qos } of waiting) hand(message, qos)
  }

  const giveUp = setTimeout(() => {
    claiming = false
    claim()
  }, claimWithinMs).unref()

  return {
    receive(packet) {
      if (packet.cmd === 'pubrel' && packet.messageId !== undefined) taken.delete(packet.messageId)
      if (packet.cmd !== 'publish') return
      const { qos } = packet
      // mqtt.js would acknowledge at once, or hold up the whole link until it may: as QoS 0 it leaves that to us.
      packet.qos = 0
      if (qos === 2 && taken.has(packet.messageId ?? 0)) acknowledge(packet, qos)
      else hand(packet, qos)
    },
    claim,
    close: () => clearTimeout(giveUp),
  }
}
