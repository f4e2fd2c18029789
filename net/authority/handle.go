package authority

import (
	"fmt"

	"clew/engine/timeline"
	"clew/net/wire"
)

// What a client's messages do, one function each. The fault returned, if any,
// is told to the client.

func (c *Client) hello(m *wire.Hello) *wire.Fault {
	if c.player != nil || c.watching() || c.mode == Plain {
		return wire.Faultf(wire.CodeOrder, "you have said Hello already")
	}
	if m.Version != wire.Version {
		text := fmt.Sprintf("this server speaks version %d of the protocol, you speak %d; use the same release of Clew",
			wire.Version, m.Version)
		c.send(&wire.Error{Code: wire.CodeVersion, Text: text})
		c.end(wire.CodeVersion, text)
		return nil
	}
	if p := c.a.awaits(m.Token); p != nil {
		if p.returnsOften() {
			c.end(wire.CodeBusy, "your player changes connections too often; wait some seconds")
			return nil
		}
		c.a.resume(c, p, m.Token)
		return nil
	}
	if c.barred != nil {
		c.end(c.barred.Code, c.barred.Text)
		return nil
	}
	if f := c.a.refuses(c, m.Password); f != nil {
		c.turnAway(f)
		return nil
	}
	c.anew = m.Token != ""
	c.a.enter(c, m)
	return nil
}

func (c *Client) inputs(m *wire.Inputs) *wire.Fault {
	if c.mode == Plain {
		return wire.Faultf(wire.CodeType, "plain text clients walk with u, d, l and r")
	}
	if f := c.own(m.ID); f != nil {
		return f
	}
	c.player.tokenRead()
	for i, move := range m.Moves {
		in := timeline.Numbered{Seq: m.First + uint32(i), Input: move.Keys, Seen: min(move.Tick, c.a.world.Tick())}
		verdict := c.player.queue.Push(in)
		c.a.observe(c.player.id, in.Seq, Outcome(verdict))
		if verdict == timeline.Accepted && move.Keys != 0 {
			c.pressed()
		}
		switch verdict {
		case timeline.TooFar:
			c.end(wire.CodeAhead, fmt.Sprintf("input %d is more than %d ahead of the last one", in.Seq, timeline.MaxAhead))
			return nil
		case timeline.Full:
			return nil // it comes again with the next message
		}
	}
	return nil
}

func (c *Client) walk(m *wire.Walk) *wire.Fault {
	if c.mode != Plain {
		return wire.Faultf(wire.CodeType, "game clients walk with numbered inputs")
	}
	if f := c.own(m.ID); f != nil {
		return f
	}
	c.pressed()
	if !c.player.walker.push(m.Dir) {
		return tooFarOn
	}
	return nil
}

func (c *Client) say(m *wire.Say) *wire.Fault {
	if f := c.own(m.ID); f != nil {
		return f
	}
	c.pressed()
	if f := c.spend(); f != nil {
		return f
	}
	if line, ok := command(m.Text); ok && c.a.cfg.Command != nil {
		c.a.cfg.Command(c, line)
		return nil
	}
	if f := c.player.mutes(c.a.world.Tick()); f != nil {
		return f
	}
	var except *Client
	if c.mode == Plain {
		except = c // as SEED-PROTOCOL has it; a game client knows by it that this was said
	}
	c.a.tellAll(except, &wire.Chat{ID: m.ID, Text: m.Text})
	c.a.note(NoteChat, c, c.player, "", m.Text)
	return nil
}

func (c *Client) rename(m *wire.Rename) *wire.Fault {
	if f := c.own(m.ID); f != nil {
		return f
	}
	c.pressed()
	if f := c.spend(); f != nil {
		return f
	}
	if f := c.player.mutes(c.a.world.Tick()); f != nil {
		return f
	}
	c.a.setName(c.player, m.Name)
	if note := c.player.named(m.Name); note != nil {
		c.send(note)
	}
	c.a.tellWho(c.player)
	c.a.note(NoteName, c, c.player, "", c.player.name)
	return nil
}

func (c *Client) dress(m *wire.Dress) *wire.Fault {
	if c.mode == Plain {
		return wire.Faultf(wire.CodeType, "plain text clients have the look of their letter")
	}
	if f := c.own(m.ID); f != nil {
		return f
	}
	c.pressed()
	if f := c.spend(); f != nil {
		return f
	}
	c.player.look = m.Look
	c.a.tellWho(c.player)
	return nil
}

// ping answers only the newest one of a tick: the answer to an older one
// would tell nothing more.
func (c *Client) ping(m *wire.Ping) *wire.Fault {
	if c.mode == Plain {
		return wire.Faultf(wire.CodeType, "plain text clients need no ping")
	}
	c.trip, c.loss = m.Trip, m.Loss
	queued := false
	for _, o := range c.out[c.sent:] {
		queued = queued || o == wire.Message(&c.pong)
	}
	c.pong = wire.Pong{Time: m.Time, Tick: c.a.world.Tick()}
	if !queued {
		c.send(&c.pong)
	}
	return nil
}

func (c *Client) quit(m *wire.Quit) *wire.Fault {
	if f := c.own(m.ID); f != nil {
		return f
	}
	p := c.player
	c.end(wire.CodeQuit, "you left")
	c.a.remove(p)
	return nil
}
