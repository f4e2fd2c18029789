package session

import (
	"clew/engine/game"
	"clew/net/wire"
)

// Say says something to all. The error, a *wire.ProtocolError, says what is wrong
// with the text.
func (m *Mesh) Say(text string) error {
	if err := wire.Check(&wire.SendChat{ID: 1, Text: text}); err != nil {
		return err
	}
	return actError(m.peer.Say(0, text))
}

// Rename asks for another name; the player gets one like it if it is taken.
func (m *Mesh) Rename(name string) error {
	if name != "" {
		if err := wire.CheckName(name); err != nil {
			return err
		}
	}
	if err := actError(m.peer.Rename(0, name)); err != nil {
		return err
	}
	m.cfg.Peer.Name = name
	return nil
}

// SetAppearance changes how the own player looks.
func (m *Mesh) SetAppearance(a game.Appearance) error {
	return actError(m.peer.SetAppearance(0, a))
}

// Diverge changes a field of the own player in the settled game of this peer alone; see
// peer.Peer.Diverge.
func (m *Mesh) Diverge(field string, delta int32) bool {
	return m.peer.Diverge(m.Self(), field, delta)
}

// actError returns the error of an action in the form of package wire.
func actError(err error) error {
	if err == nil {
		return nil
	}
	return wire.ProtocolErrorf(wire.CodeBusy, "%v", err)
}
