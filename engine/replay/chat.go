package replay

import (
	"sort"

	"clew/engine/game"
	"clew/engine/sim"
)

// ChatLine is something that a player said. Texts are as in the file: check them
// before you draw them.
type ChatLine struct {
	Tick   sim.Tick    // at which it was said, counted as in StateAt
	Player game.Player // as it was then
	Text   string
}

// MaxChatLines is how many lines Chat returns at most.
const MaxChatLines = 128

// Chat appends to lines what was said after one tick and up to another, both of
// which the recording must have, in order: the last MaxChatLines of it. It moves
// the Cursor. Its errors are those of StateAt.
func (c *Cursor) Chat(lines []ChatLine, after, upTo sim.Tick) ([]ChatLine, error) {
	if !c.rec.Has(after) || !c.rec.Has(upTo) {
		return lines, ErrNoTick
	}
	start := len(lines)
	from, to := c.rec.number(after), c.rec.number(upTo)
	chat := c.rec.chat
	for i := sort.Search(len(chat), func(i int) bool { return int(chat[i]) >= from }); i < len(chat) && int(chat[i]) < to; i++ {
		if err := c.seek(int(chat[i])); err != nil {
			return lines, err
		}
		if err := c.step(); err != nil {
			return lines, err
		}
		lines = c.appendChat(lines)
		if over := len(lines) - start - MaxChatLines; over > 0 {
			lines = append(lines[:start], lines[start+over:]...)
		}
	}
	return lines, nil
}

// appendChat appends what is said in the last entry.
func (c *Cursor) appendChat(lines []ChatLine) []ChatLine {
	for _, e := range c.events {
		if e.Kind != game.PlayerSaid {
			continue
		}
		line := ChatLine{Tick: c.rec.StartTick() + sim.Tick(c.number), Text: c.entry.Changes[e.Change].Text}
		if p := c.state.Player(e.ID); p != nil { // it may have left since
			line.Player = *p
		}
		line.Player.ID, line.Player.Name = e.ID, e.Name
		lines = append(lines, line)
	}
	return lines
}
