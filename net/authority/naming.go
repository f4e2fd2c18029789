package authority

import (
	"fmt"
	"strings"

	"clew/net/wire"
)

// freeName is the name that a player gets who asks for one: that one or, where
// somebody else has it, the same with the first free number before it. The size
// of letters makes no other name. A player who is away still has its name.
func (a *Authority) freeName(name string, of *player) string {
	taken := make(map[string]bool, len(a.players))
	for _, p := range a.players {
		if p != of {
			taken[strings.ToLower(p.name)] = true
		}
	}
	free := name
	for n := 1; taken[strings.ToLower(free)]; n++ {
		free = wire.CleanName(fmt.Sprintf("(%d)%s", n, name))
	}
	return free
}

// named is what a player is told who asked for a name and got another one, or
// nil.
func (p *player) named(wish string) *wire.Error {
	if wish == "" || wish == p.name {
		return nil
	}
	return &wire.Error{Code: wire.CodeNote, Text: wire.CleanText(fmt.Sprintf("the name %q is taken; you are %q", wish, p.name))}
}
