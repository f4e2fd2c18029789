package authority

import (
	"fmt"

	"clew/net/skeleton"
	"clew/net/wire"
)

// names counts the names that nobody else may have by their skeletons.
type names [2]map[string]int

func newNames() names { return names{map[string]int{}, map[string]int{}} }

// taken reports whether a name that looks like this is there.
func (n names) taken(s skeleton.Skeleton) bool { return n[0][s[0]] > 0 || n[1][s[1]] > 0 }

func (n names) add(s skeleton.Skeleton) {
	for i := range n {
		n[i][s[i]]++
	}
}

func (n names) drop(s skeleton.Skeleton) {
	for i := range n {
		if n[i][s[i]]--; n[i][s[i]] <= 0 {
			delete(n[i], s[i])
		}
	}
}

// setName gives a player the name that it asks for or, where somebody else has
// one that looks like it, the same with a free number before it. A player who is
// away still has its name, and the server has one too.
func (a *Authority) setName(p *player, name string) {
	if p.name != "" {
		a.names.drop(p.like)
	}
	p.name, p.like = name, skeleton.Of(name)
	for n := uint32(1); a.names.taken(p.like); n++ {
		p.name = wire.CleanName(fmt.Sprintf("(%d)%s", a.nth(p, n), name))
		p.like = skeleton.Of(p.name)
	}
	a.names.add(p.like)
}

// inOrder is how many numbers are tried before a name, from 1 on.
const inOrder = 16

// nth returns the nth number to try before a player's name. After the first ones
// they are scattered, so that one of many with the same name need not try the
// numbers of all the others.
func (a *Authority) nth(p *player, n uint32) uint32 {
	if n <= inOrder {
		return n
	}
	const golden = 2654435769 // 2^32 over the golden ratio, as Knuth scatters keys
	return inOrder + 1 + (uint32(p.id)+n*uint32(a.world.Tick()|1))*golden>>15
}

// named is what a player is told who asked for a name and got another one, or
// nil.
func (p *player) named(wish string) *wire.Error {
	if wish == "" || wish == p.name {
		return nil
	}
	return &wire.Error{Code: wire.CodeNote, Text: wire.CleanText(fmt.Sprintf("the name %q is taken; you are %q", wish, p.name))}
}
