package authority

import (
	"fmt"
	"strings"

	"clew/engine/game"
	"clew/engine/rollback"
	"clew/net/wire"
)

// What a client's messages do, one method each. The error returned, if any, is
// reported to the client.

func (c *Client) onHello(m *wire.Hello) *wire.ProtocolError {
	if c.player != nil || c.spectating() || c.mode == Plain {
		return wire.ProtocolErrorf(wire.CodeUnexpected, "you have sent Hello already")
	}
	if m.Version != wire.Version {
		text := fmt.Sprintf("this server speaks version %d of the protocol, you speak %d; use the same release of Clew",
			wire.Version, m.Version)
		c.send(&wire.Error{Code: wire.CodeVersion, Text: text})
		c.close(wire.CodeVersion, text)
		return nil
	}
	if p := c.a.playerByToken(m.Token); p != nil {
		if p.resumesTooOften() {
			c.close(wire.CodeBusy, "your player changes connections too often; wait some seconds")
			return nil
		}
		c.a.resume(c, p, m.Token)
		return nil
	}
	if c.requireToken != nil {
		c.close(c.requireToken.Code, c.requireToken.Text)
		return nil
	}
	if refusal := c.a.checkAdmission(c, m.Password); refusal != nil {
		c.rejectJoin(refusal)
		return nil
	}
	c.tokenUnknown = m.Token != ""
	c.a.admit(c, m)
	return nil
}

func (c *Client) onInputs(m *wire.Inputs) *wire.ProtocolError {
	if c.mode == Plain {
		return wire.ProtocolErrorf(wire.CodeType, "plain text clients walk with u, d, l and r")
	}
	if err := c.checkOwn(m.ID); err != nil {
		return err
	}
	c.player.previousToken = game.TokenHash{}
	for i, frame := range m.Frames {
		in := rollback.SequencedInput{Seq: m.First + uint32(i), Input: frame.Keys}
		result := c.player.queue.Push(in)
		c.a.reportInput(c.player.id, in.Seq, InputOutcome(result))
		if result == rollback.Accepted && frame.Keys != 0 {
			c.markActive()
		}
		switch result {
		case rollback.TooFarAhead:
			c.close(wire.CodeTooFarAhead, fmt.Sprintf("input %d is more than %d ahead of the last one", in.Seq, rollback.MaxAhead))
			return nil
		case rollback.QueueFull:
			return nil // it comes again with the next message
		}
	}
	return nil
}

func (c *Client) onWalk(m *wire.WalkCell) *wire.ProtocolError {
	if c.mode != Plain {
		return wire.ProtocolErrorf(wire.CodeType, "game clients walk with numbered inputs")
	}
	if err := c.checkOwn(m.ID); err != nil {
		return err
	}
	c.markActive()
	if !c.player.walker.Push(m.Dir) {
		return errWalkQueueFull
	}
	return nil
}

func (c *Client) onChat(m *wire.SendChat) *wire.ProtocolError {
	if err := c.checkOwn(m.ID); err != nil {
		return err
	}
	c.markActive()
	if err := c.spendChat(); err != nil {
		return err
	}
	if line, ok := parseCommand(m.Text); ok && c.a.cfg.Commands {
		info := c.a.playerInfo(c.player)
		c.a.emit(Event{Kind: EventCommand, Label: c.label, ID: info.ID, Name: info.Name, Text: line, Player: &info})
		return nil
	}
	if err := c.checkMuted(); err != nil {
		return err
	}
	c.a.propose(game.Change{Kind: game.Say, ID: m.ID, Text: m.Text}, c.player, c)
	return nil
}

// parseCommand returns the command in a chat text, without its slash.
func parseCommand(text string) (line string, ok bool) {
	return strings.CutPrefix(strings.TrimLeft(text, " "), "/")
}

func (c *Client) onRename(m *wire.Rename) *wire.ProtocolError {
	if err := c.checkOwn(m.ID); err != nil {
		return err
	}
	c.markActive()
	if err := c.spendChat(); err != nil {
		return err
	}
	if err := c.checkMuted(); err != nil {
		return err
	}
	c.a.propose(game.Change{Kind: game.Rename, ID: m.ID, Name: m.Name}, c.player, c)
	return nil
}

func (c *Client) onAppearance(m *wire.SetAppearance) *wire.ProtocolError {
	if c.mode == Plain {
		return wire.ProtocolErrorf(wire.CodeType, "plain text clients have no appearance")
	}
	if err := c.checkOwn(m.ID); err != nil {
		return err
	}
	c.markActive()
	if err := c.spendChat(); err != nil {
		return err
	}
	c.a.propose(game.Change{Kind: game.SetAppearance, ID: m.ID, Appearance: m.Appearance}, c.player, c)
	return nil
}

// onPing answers only the newest ping of a tick: older answers would tell nothing
// more.
func (c *Client) onPing(m *wire.Ping) *wire.ProtocolError {
	if c.mode == Plain {
		return wire.ProtocolErrorf(wire.CodeType, "plain text clients need no ping")
	}
	c.rtt, c.loss = m.RTT, m.Loss
	queued := false
	for _, o := range c.outbox[c.sent:] {
		queued = queued || o == wire.Message(&c.pong)
	}
	c.pong = wire.Pong{Time: m.Time, Tick: c.a.state.Tick()}
	if !queued {
		c.send(&c.pong)
	}
	return nil
}

func (c *Client) onQuit(m *wire.Quit) *wire.ProtocolError {
	if err := c.checkOwn(m.ID); err != nil {
		return err
	}
	p := c.player
	c.close(wire.CodeQuit, "you left")
	c.a.remove(p)
	return nil
}
