package server

import (
	"sync/atomic"

	"clew/net/wire"
)

// messageCounts counts messages by what they are.
type messageCounts [len(messageNames)]struct{ messages, bytes atomic.Uint64 }

// messageNames are the names of the messages, by the numbers of messageIndex. The last
// one is what is no message.
var messageNames = [...]string{
	"hello", "inputs", "ping", "say", "rename", "dress", "quit", "walk",
	"welcome", "level", "row", "snapshot", "cell", "who", "left", "chat", "exited", "pong", "health", "line", "error", "bye",
	"bad",
}

// messageIndex is the number of a message's name.
func messageIndex(m wire.Message) int {
	switch m.(type) {
	case *wire.Hello:
		return 0
	case *wire.Inputs:
		return 1
	case *wire.Ping:
		return 2
	case *wire.SendChat:
		return 3
	case *wire.Rename:
		return 4
	case *wire.SetAppearance:
		return 5
	case *wire.Quit:
		return 6
	case *wire.WalkCell:
		return 7
	case *wire.Welcome:
		return 8
	case *wire.Level:
		return 9
	case *wire.Row:
		return 10
	case *wire.Snapshot:
		return 11
	case *wire.PlayerCell:
		return 12
	case *wire.PlayerInfo:
		return 13
	case *wire.PlayerLeft:
		return 14
	case *wire.Chat:
		return 15
	case *wire.ReachedExit:
		return 16
	case *wire.Pong:
		return 17
	case *wire.ConnectionStats:
		return 18
	case *wire.QueuePosition:
		return 19
	case *wire.Error:
		return 20
	case *wire.Bye:
		return 21
	}
	return len(messageNames) - 1
}

func (k *messageCounts) add(m wire.Message, bytes int) {
	one := &k[messageIndex(m)]
	one.messages.Add(1)
	one.bytes.Add(uint64(bytes))
}

// traffic is what was counted, by name.
func (k *messageCounts) traffic() map[string]Traffic {
	all := make(map[string]Traffic, len(messageNames))
	for i, name := range messageNames {
		if n := k[i].messages.Load(); n > 0 {
			all[name] = Traffic{n, k[i].bytes.Load()}
		}
	}
	return all
}

// countingCodec is a codec whose messages are counted.
type countingCodec struct {
	wire.Codec
	telemetry *telemetry
}

// Append implements wire.Codec.
func (c countingCodec) Append(dst []byte, m wire.Message) ([]byte, error) {
	out, err := c.Codec.Append(dst, m)
	if err == nil {
		c.telemetry.sent.add(m, len(out)-len(dst))
	}
	return out, err
}

// Decode implements wire.Codec.
func (c countingCodec) Decode(b []byte) (wire.Message, error) {
	m, err := c.Codec.Decode(b)
	if err != nil {
		c.telemetry.received.add(nil, len(b))
		return m, err
	}
	c.telemetry.received.add(m, len(b))
	return m, nil
}
