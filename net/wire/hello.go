package wire

// Hello opens a connection of a game client.
//
//	text     H|VERSION|NAME|TOKEN|
//	msgpack  ['H', version, name, token]
//
// What follows VERSION may differ in other versions. Of a Hello of another
// version nothing but the Version is read, nor written.
type Hello struct {
	Version uint32
	Name    string // may be empty: the server then names the player after its letter
	Token   string // of the player to return to; empty for a new one
}

// Lossy is false.
func (*Hello) Lossy() bool { return false }

func (m *Hello) check() *Fault {
	if m.Version != Version {
		return nil
	}
	if m.Name == "" {
		return checkToken(m.Token)
	}
	return first(nameFault(m.Name), checkToken(m.Token))
}
