package playback

import (
	"slices"
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/eventlog"
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/wire/msgpack"
)

// HasEntries reports whether the game knows what entered the server's ticks. A
// capture does not: it is a client's side.
func (p *Player) HasEntries() bool { return p.CanChange() }

// EntryMessage returns the content of an entry.
func (p *Player) EntryMessage(entry int) (Message, error) {
	b := p.Trace().Entries[entry].Encoded
	e, err := p.entry(entry)
	if err != nil {
		return Message{}, err
	}
	dissected, err := game.DissectEntry(b)
	parts := make([]msgpack.Part, len(dissected))
	for i, part := range dissected {
		parts[i] = msgpack.Part(part)
	}
	return Message{string(game.AppendText(nil, e)), b, parts}, err
}

func (p *Player) entry(i int) (*game.Entry, error) {
	e := new(game.Entry)
	return e, game.DecodeEntry(p.Trace().Entries[i].Encoded, e)
}

// EntryInput is an input that an entry has let into the game.
type EntryInput struct {
	Client  int
	Carrier int // index in Trace.Packets of the packet that brought it
	*eventlog.Input
}

// EntryInputs returns the inputs of an entry, as far as clients have sent them.
func (p *Player) EntryInputs(entry int) (list []EntryInput) {
	e, err := p.entry(entry)
	if err != nil {
		return nil
	}
	for _, in := range e.Inputs {
		if client, l := p.consumedInput(in, p.Trace().Entries[entry].Applied); l != nil {
			list = append(list, EntryInput{client, p.carrier(l), l})
		}
	}
	return list
}

// carrier returns the packet that brought an input, or -1.
func (p *Player) carrier(l *eventlog.Input) int {
	best, packets := -1, p.Trace().Packets
	for _, i := range l.Packets {
		if packets[i].Arrives != 0 && (best < 0 || packets[i].Arrives < packets[best].Arrives) {
			best = i
		}
	}
	return best
}

// consumedInput returns the input that the server consumed in a tick, or nil.
func (p *Player) consumedInput(in game.Input, tick int) (client int, l *eventlog.Input) {
	t := p.Trace()
	client, ok := t.Client(in.ID)
	if !ok {
		return 0, nil
	}
	for i := range slices.Backward(t.Inputs[client]) {
		if l := &t.Inputs[client][i]; l.Consumed == tick && game.SeqBits(l.Seq) == in.Seq {
			return client, l
		}
	}
	return 0, nil
}

// describeEntry tells what an entry does to the game.
func (p *Player) describeEntry(i int) string {
	record := p.Trace().Entries[i]
	e, err := p.entry(i)
	if err != nil {
		return i18n.ErrorText(err)
	}
	var parts []string
	for j := range e.Changes {
		parts = append(parts, p.entryChangeText(&e.Changes[j]))
	}
	for _, in := range e.Inputs {
		name := p.playerName(in.ID)
		if _, l := p.consumedInput(in, record.Applied); l != nil {
			parts = append(parts, i18n.Tf("explain.entry-input", l.Seq, name, in.Seq, keysText(in.Keys)))
		} else {
			parts = append(parts, i18n.Tf("explain.entry-abandoned", in.Seq, name, keysText(in.Keys)))
		}
	}
	for _, w := range e.Walks {
		if w.Keys == 0 {
			parts = append(parts, i18n.Tf("explain.entry-stop", p.playerName(w.ID)))
		} else {
			parts = append(parts, i18n.Tf("explain.entry-walk", p.playerName(w.ID), heldText(w.Keys)))
		}
	}
	if parts == nil {
		parts = []string{i18n.T("explain.nothing")}
	}
	return i18n.Tf("explain.entry", record.Tick, record.Applied, strings.Join(parts, "; "))
}

// playerName returns the name of the client whose player has an ID.
func (p *Player) playerName(id sim.ID) string {
	if client, ok := p.Trace().Client(id); ok {
		return p.Name(client)
	}
	return i18n.Tf("explain.player", id)
}

// entryChangeText tells what a change of an entry does.
func (p *Player) entryChangeText(c *game.Change) string {
	name := p.playerName(c.ID)
	switch c.Kind {
	case game.Join:
		if c.Name == "" {
			return i18n.T("explain.entry-join-unnamed")
		}
		return i18n.Tf("explain.entry-join", c.Name)
	case game.Leave:
		return i18n.Tf("explain.entry-leave", name)
	case game.Disconnect:
		return i18n.Tf("explain.entry-disconnect", name)
	case game.Resume:
		return i18n.Tf("explain.entry-resume", name)
	case game.Rename:
		return i18n.Tf("explain.entry-rename", name, c.Name)
	case game.SetAppearance:
		return i18n.Tf("explain.entry-appearance", name, c.Appearance.Colour, c.Appearance.Shape)
	case game.Say:
		return i18n.Tf("explain.entry-say", name, c.Text)
	case game.Mute:
		return i18n.Tf("explain.entry-mute", name, c.Until)
	case game.SetCountdown:
		if c.Until == 0 {
			return i18n.T("explain.entry-no-countdown")
		}
		return i18n.Tf("explain.entry-countdown", c.Until)
	case game.StartLevel:
		return i18n.Tf("explain.entry-level", c.Level.Name)
	}
	return c.Kind.String()
}
