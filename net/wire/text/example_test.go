package text_test

import (
	"fmt"

	"clew/net/wire"
	"clew/net/wire/text"
)

// What a person types into nc decodes to the same messages that a game client
// sends.
func ExamplePlain() {
	codec := text.NewPlain()
	m, err := codec.Decode([]byte("c|2|which way?|"))
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s %+v\n", wire.TypeOf(m).Name, m)

	_, err = codec.Decode([]byte("jump|2|"))
	fmt.Println(err)
	// Output:
	// send_chat &{ID:2 Text:which way?}
	// type: a message starts with the one letter of its type
}
