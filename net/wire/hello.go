package wire

// Hello opens a connection of a game client.
//
//	text     H|VERSION|NAME|TOKEN|PASSWORD|COLOUR|SHAPE|SPECTATE|
//	msgpack  ['H', version, name, token, password, colour, shape, spectate]
//
// What follows VERSION may differ in other versions. Only the Version of a
// Hello of another version is read and written.
type Hello struct {
	Version    uint32
	Name       string     // may be empty: the server then names the player after its letter
	Token      string     // of the player to return to; empty for a new one
	Password   string     // of the server; ignored where it has none
	Appearance Appearance // of a new player
	Spectate   Spectate
}

// Type implements Message.
func (*Hello) Type() byte { return TypeHello }

func (m *Hello) check() *ProtocolError {
	if m.Version != Version {
		return nil
	}
	rest := firstError(checkToken(m.Token), checkText("the password", m.Password, MaxTokenLen, false), checkAppearance(m.Appearance), m.Spectate.check())
	if m.Name == "" {
		return rest
	}
	return firstError(checkName(m.Name), rest)
}
