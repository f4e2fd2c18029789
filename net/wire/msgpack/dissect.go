package msgpack

// Part is one value of an encoded message, for people who look into it.
type Part struct {
	Name  string // as in the message's diagram, in lower case; "move 2 keys" where there are several
	Bytes []byte // of the message that was taken apart: its header too, and not a copy
	Value string // in words: 1204, "which way?", ur for up and right
}

// Dissect takes an encoded message apart: the header of its array, its type and
// its fields, in this order. Their bytes, one after the other, are b. It fails
// where Decode does, with the same error.
func Dissect(b []byte) ([]Part, error) {
	t := &dissection{}
	if _, err := New().decode(b, t); err != nil {
		return nil, err
	}
	t.rest(b)
	return t.parts, nil
}
