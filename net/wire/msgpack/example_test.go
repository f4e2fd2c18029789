package msgpack_test

import (
	"fmt"

	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// A packet is encoded, decoded, and taken apart for people.
func Example() {
	codec := msgpack.New()
	packet, err := codec.Append(nil, &wire.Chat{ID: 2, Text: "which way?"})
	if err != nil {
		panic(err)
	}
	fmt.Printf("% x\n", packet)

	m, err := codec.Decode(packet)
	if err != nil {
		panic(err)
	}
	chat := m.(*wire.Chat)
	fmt.Printf("player %d says %q\n", chat.ID, chat.Text)

	parts, err := msgpack.Dissect(packet)
	if err != nil {
		panic(err)
	}
	for _, p := range parts {
		fmt.Printf("%-5s  %-12s  % x\n", p.Name, p.Value, p.Bytes)
	}
	// Output:
	// 93 43 02 aa 77 68 69 63 68 20 77 61 79 3f
	// player 2 says "which way?"
	// array  3 elements    93
	// type   C, chat       43
	// id     2             02
	// text   "which way?"  aa 77 68 69 63 68 20 77 61 79 3f
}
