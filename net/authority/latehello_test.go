package authority

import (
	"testing"

	"clew/net/wire"
)

// A full game keeps a plain text client that has sent nothing for a while: it may
// turn out to be a game client that would spectate. One that sends anything else goes.
func TestFullGameKeepsSilentClients(t *testing.T) {
	for name, speak := range map[string]func(*Client){
		"silent": func(*Client) {},
		"chats":  func(c *Client) { c.Handle(&wire.SendChat{ID: 1, Text: "hi"}) },
		"quits":  func(c *Client) { c.Handle(&wire.Quit{ID: 1}) },
		"babble": func(c *Client) { c.Reject(wire.ProtocolErrorf(wire.CodeType, "what?")) },
	} {
		a, _ := full(t, 1, 2)
		c := a.AddClient(Plain, "nc")
		if only[*wire.Error](t, fetch(c)).Code != wire.CodeFull || c.Closed() {
			t.Errorf("%s: it was not told that the game is full, or disconnected at once", name)
		}
		for range LateHelloTicks {
			a.Tick()
		}
		if c.Closed() {
			t.Errorf("%s: it ended early", name)
		}
		if speak(c); name == "silent" {
			a.Tick()
		}
		if msgs := fetch(c); !c.Closed() || len(msgs) != 1 || msgs[0].(*wire.Bye).Code != wire.CodeFull {
			t.Errorf("%s: ended %v, with %v", name, c.Closed(), msgs)
		}
	}
}
