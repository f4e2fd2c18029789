package replica

import (
	"slices"
	"strings"

	"clew/engine/sim"
	"clew/net/wire"
)

// Limits of requests; the times are in ticks.
const (
	maxQueuedChats = 8            // chat messages that may wait
	busyRetry      = sim.TickRate // before a request that came too early is repeated
	commandTimeout = sim.TickRate // for the answer to a command, which may have none
)

// requests holds what the client asks of the server and must not lose: chat
// messages, another name, another appearance. One request at a time is in
// flight; the next one follows its answer:
//
//	SendChat               Chat with the player's own ID, which everybody receives
//	Rename, SetAppearance  PlayerInfo with its own ID
//	any of them            Error: rejected; with the code busy: not yet
//
// A request that was not answered when the connection died is repeated on the
// next one. So nothing is lost, and nothing is shown as said that was not. In
// the rare case that only the answer was lost, a message is said twice.
type requests struct {
	name       string          // as the server knows that it is wanted
	appearance wire.Appearance // likewise
	chats      []string        // to send, oldest first
	inFlight   wire.Message    // or nil
	sentAt     int             // the tick in which that was sent
	notBefore  int             // the tick before which nothing is sent
}

// SendChat queues a chat message, or a command: a text that begins with a slash.
// It reports false if there is no player to say it, the text is invalid or too
// many wait. The message is sent once the player is in the game, and becomes an
// Event once the server repeats it. Commands are taken only while connected:
// later they may mean something else.
func (r *Replica) SendChat(text string) bool {
	switch {
	case r.id == 0, len(r.requests.chats) >= maxQueuedChats, IsCommand(text) && !r.joined:
		return false
	case wire.Check(&wire.SendChat{ID: r.id, Text: text}) != nil:
		return false
	}
	r.requests.chats = append(r.requests.chats, text)
	r.sendRequest()
	return true
}

// SetName asks for another name, as soon as there is a player.
func (r *Replica) SetName(name string) {
	r.cfg.Name = name
	r.sendRequest()
}

// SetAppearance asks for another appearance, as soon as there is a player.
func (r *Replica) SetAppearance(a wire.Appearance) {
	r.cfg.Appearance = a
	r.sendRequest()
}

// IsCommand reports whether a text is a command to the server rather than chat.
func IsCommand(text string) bool { return strings.HasPrefix(strings.TrimLeft(text, " "), "/") }

// sendRequest sends the next request, unless one is in flight.
func (r *Replica) sendRequest() {
	q := &r.requests
	if chat, ok := q.inFlight.(*wire.SendChat); ok && IsCommand(chat.Text) && r.ticks-q.sentAt > commandTimeout {
		q.complete()
	}
	if !r.playing() || q.inFlight != nil || r.ticks < q.notBefore {
		return
	}
	if q.inFlight = r.nextRequest(); q.inFlight != nil {
		q.sentAt = r.ticks
		r.send(q.inFlight)
	}
}

// nextRequest returns the next request, or nil. It never asks for an invalid name.
func (r *Replica) nextRequest() wire.Message {
	rename := &wire.Rename{ID: r.id, Name: r.cfg.Name}
	switch q := &r.requests; {
	case rename.Name != q.name && wire.Check(rename) == nil:
		return rename
	case r.cfg.Appearance != q.appearance:
		return &wire.SetAppearance{ID: r.id, Appearance: r.cfg.Appearance}
	case len(q.chats) > 0:
		return &wire.SendChat{ID: r.id, Text: q.chats[0]}
	}
	return nil
}

// disconnected drops the commands, and makes what was in flight wait again.
func (q *requests) disconnected() {
	q.inFlight, q.notBefore = nil, 0
	q.chats = slices.DeleteFunc(q.chats, IsCommand)
}

// complete removes the request in flight: it was answered, or rejected.
func (q *requests) complete() {
	switch m := q.inFlight.(type) {
	case *wire.Rename:
		q.name = m.Name
	case *wire.SetAppearance:
		q.appearance = m.Appearance
	case *wire.SendChat:
		q.chats = slices.Delete(q.chats, 0, 1)
	}
	q.inFlight = nil
}

// onChat completes the request that a chat message answers.
func (q *requests) onChat(m *wire.Chat) {
	if chat, ok := q.inFlight.(*wire.SendChat); ok && *chat == (wire.SendChat{ID: m.ID, Text: m.Text}) {
		q.complete()
	}
}

// onPlayerInfo completes the request that new information on the local player
// answers. What a new level repeats, with another Since, answers none.
func (q *requests) onPlayerInfo(before, now *wire.PlayerInfo) {
	switch q.inFlight.(type) {
	case *wire.Rename, *wire.SetAppearance:
		if before.JoinTick == now.JoinTick {
			q.complete()
		}
	}
}

// onError completes the request that an Error rejects. It reports true if no
// user need know, because the request is going to be repeated.
func (r *Replica) onError(m *wire.Error) (repeated bool) {
	q := &r.requests
	chat, isChat := q.inFlight.(*wire.SendChat)
	switch {
	case q.inFlight == nil, m.Code == wire.CodeUnknownToken, m.Code == wire.CodeNote && !(isChat && IsCommand(chat.Text)):
		return false
	case m.Code == wire.CodeBusy:
		q.inFlight, q.notBefore = nil, r.ticks+busyRetry
		return true
	}
	q.complete()
	return false
}
