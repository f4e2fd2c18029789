package replica

import (
	"slices"
	"strings"

	"clew/engine/sim"
	"clew/net/wire"
)

// What a client asks of the server and wants to be sure of: chat, another name,
// another look. One request at a time is on its way, and the next one follows
// its answer:
//
//	Say             Chat with one's own ID, which everybody hears
//	Rename, Dress   Who with one's own ID
//	any of them     Error: it was refused; with the code busy: not yet
//
// A request whose answer has not come when the connection dies is repeated on
// the next one. So nothing that was asked is lost, and nothing is shown as said
// that was not. In the rare case that only the answer was lost, a text is said
// twice.

// maxUnsaid is how many texts may wait to be said.
const maxUnsaid = 8

// The times of requests, in ticks.
const (
	busyWait    = sim.TickRate // until a request that came too early is repeated
	commandWait = sim.TickRate // for the answer to a command, which may have none
)

// speech is what a client asks, and what it knows of the answers.
type speech struct {
	name    string          // that the server knows one wishes for
	look    wire.Appearance // likewise
	unsaid  []string        // what is to be said, oldest first
	request wire.Message    // on its way, or nil
	sent    int             // the tick in which it was sent
	again   int             // the tick before which nothing is asked
}

// SendChat has a text said, and reports false where that cannot be: nobody is there
// to say it, it is no chat, or too many wait. It is said once one is in the
// game. That it was said is News.
//
// A text that begins with a slash is a command. It is not kept for a connection
// to come: by then it may mean something else.
func (r *Replica) SendChat(text string) bool {
	switch {
	case r.id == 0, len(r.speech.unsaid) >= maxUnsaid, IsCommand(text) && !r.joined:
		return false
	case wire.Check(&wire.SendChat{ID: r.id, Text: text}) != nil:
		return false
	}
	r.speech.unsaid = append(r.speech.unsaid, text)
	r.ask()
	return true
}

// SetName asks for another name; where one is not in the game, or watches, for
// when one has a player.
func (r *Replica) SetName(name string) {
	r.cfg.Name = name
	r.ask()
}

// SetAppearance asks for another look, likewise.
func (r *Replica) SetAppearance(l wire.Appearance) {
	r.cfg.Appearance = l
	r.ask()
}

// IsCommand reports that a text is a command to the server rather than chat.
func IsCommand(text string) bool { return strings.HasPrefix(strings.TrimLeft(text, " "), "/") }

// hush forgets the request that a dead connection had on its way, and the
// commands.
func (s *speech) hush() {
	s.request, s.again = nil, 0
	s.unsaid = slices.DeleteFunc(s.unsaid, IsCommand)
}

// ask sends the next request, unless one is on its way.
func (r *Replica) ask() {
	s := &r.speech
	if say, is := s.request.(*wire.SendChat); is && IsCommand(say.Text) && r.ticks-s.sent > commandWait {
		s.settle()
	}
	if !r.plays() || s.request != nil || r.ticks < s.again {
		return
	}
	if s.request = r.wish(); s.request != nil {
		s.sent = r.ticks
		r.send(s.request)
	}
}

// wish is the next request, or nil. A name that is none is never asked for.
func (r *Replica) wish() wire.Message {
	rename := &wire.Rename{ID: r.id, Name: r.cfg.Name}
	switch s := &r.speech; {
	case rename.Name != s.name && wire.Check(rename) == nil:
		return rename
	case r.cfg.Appearance != s.look:
		return &wire.SetAppearance{ID: r.id, Appearance: r.cfg.Appearance}
	case len(s.unsaid) > 0:
		return &wire.SendChat{ID: r.id, Text: s.unsaid[0]}
	}
	return nil
}

// settle takes note that the request was answered, be it that it was refused.
func (s *speech) settle() {
	switch m := s.request.(type) {
	case *wire.Rename:
		s.name = m.Name
	case *wire.SetAppearance:
		s.look = m.Appearance
	case *wire.SendChat:
		s.unsaid = slices.Delete(s.unsaid, 0, 1)
	}
	s.request = nil
}

// chatted hears whether a chat is one's own, which answers it.
func (s *speech) chatted(m *wire.Chat) {
	if say, is := s.request.(*wire.SendChat); is && *say == (wire.SendChat{ID: m.ID, Text: m.Text}) {
		s.settle()
	}
}

// renamed hears that one's own name or look was told anew, which answers the
// request for one. What a new level tells, with another Since, does not.
func (s *speech) renamed(was, is wire.PlayerInfo) {
	switch s.request.(type) {
	case *wire.Rename, *wire.SetAppearance:
		if was.Since == is.Since {
			s.settle()
		}
	}
}

// refused hears an Error, and reports that nobody need know of it, because what
// it is about is asked again.
func (r *Replica) refused(m *wire.Error) bool {
	s := &r.speech
	say, says := s.request.(*wire.SendChat)
	switch {
	case s.request == nil, m.Code == wire.CodeUnknownToken, m.Code == wire.CodeNote && !(says && IsCommand(say.Text)):
		return false
	case m.Code == wire.CodeBusy:
		s.request, s.again = nil, r.ticks+busyWait
		return true
	}
	s.settle()
	return false
}
