package host

import (
	"sync/atomic"

	"clew/net/wire"
)

// kinds counts messages by what they are.
type kinds [len(kindNames)]struct{ messages, bytes atomic.Uint64 }

// kindNames are the names of the messages, by the numbers of kindOf. The last
// one is what is no message.
var kindNames = [...]string{
	"hello", "inputs", "ping", "say", "rename", "dress", "quit", "walk",
	"welcome", "level", "row", "snapshot", "cell", "who", "left", "chat", "exited", "pong", "health", "line", "error", "bye",
	"bad",
}

// kindOf is the number of a message's name.
func kindOf(m wire.Message) int {
	switch m.(type) {
	case *wire.Hello:
		return 0
	case *wire.Inputs:
		return 1
	case *wire.Ping:
		return 2
	case *wire.Say:
		return 3
	case *wire.Rename:
		return 4
	case *wire.Dress:
		return 5
	case *wire.Quit:
		return 6
	case *wire.Walk:
		return 7
	case *wire.Welcome:
		return 8
	case *wire.Level:
		return 9
	case *wire.Row:
		return 10
	case *wire.Snapshot:
		return 11
	case *wire.Cell:
		return 12
	case *wire.Who:
		return 13
	case *wire.Left:
		return 14
	case *wire.Chat:
		return 15
	case *wire.Exited:
		return 16
	case *wire.Pong:
		return 17
	case *wire.Health:
		return 18
	case *wire.Line:
		return 19
	case *wire.Error:
		return 20
	case *wire.Bye:
		return 21
	}
	return len(kindNames) - 1
}

func (k *kinds) add(m wire.Message, bytes int) {
	one := &k[kindOf(m)]
	one.messages.Add(1)
	one.bytes.Add(uint64(bytes))
}

// traffic is what was counted, by name.
func (k *kinds) traffic() map[string]Traffic {
	all := make(map[string]Traffic, len(kindNames))
	for i, name := range kindNames {
		if n := k[i].messages.Load(); n > 0 {
			all[name] = Traffic{n, k[i].bytes.Load()}
		}
	}
	return all
}

// counted is a codec whose messages are counted.
type counted struct {
	wire.Codec
	gauge *gauge
}

// Append implements wire.Codec.
func (c counted) Append(dst []byte, m wire.Message) ([]byte, error) {
	out, err := c.Codec.Append(dst, m)
	if err == nil {
		c.gauge.out.add(m, len(out)-len(dst))
	}
	return out, err
}

// Decode implements wire.Codec.
func (c counted) Decode(b []byte) (wire.Message, error) {
	m, err := c.Codec.Decode(b)
	if err != nil {
		c.gauge.in.add(nil, len(b))
		return m, err
	}
	c.gauge.in.add(m, len(b))
	return m, nil
}
