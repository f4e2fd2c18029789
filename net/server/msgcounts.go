package server

import (
	"sync/atomic"

	"clew/net/wire"
)

// messageCounts counts messages by their index in wire.Types; the last entry
// counts invalid ones.
type messageCounts [len(wire.Types) + 1]struct{ messages, bytes atomic.Uint64 }

// messageIndex returns the index at which m is counted; nil is invalid.
func messageIndex(m wire.Message) int {
	if m == nil {
		return len(wire.Types)
	}
	return wire.TypeIndex(m.Type())
}

// messageName returns the name under which an index is reported.
func messageName(index int) string {
	if index == len(wire.Types) {
		return "invalid"
	}
	return wire.Types[index].Name
}

func (c *messageCounts) add(m wire.Message, bytes int) {
	one := &c[messageIndex(m)]
	one.messages.Add(1)
	one.bytes.Add(uint64(bytes))
}

// traffic returns the counts by kind.
func (c *messageCounts) traffic() map[string]Traffic {
	all := make(map[string]Traffic, len(c))
	for i := range c {
		if n := c[i].messages.Load(); n > 0 {
			all[messageName(i)] = Traffic{n, c[i].bytes.Load()}
		}
	}
	return all
}

// countingCodec counts the messages of a codec.
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
