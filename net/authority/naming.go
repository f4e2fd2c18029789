package authority

import (
	"fmt"
	"maps"

	"clew/net/skeleton"
	"clew/net/wire"
)

// maxLikes is how many skeletons are remembered.
const maxLikes = 1024

// names counts the names that nobody else may have by their skeletons.
type names struct {
	counts [2]map[string]int
	likes  map[string]skeleton.Skeleton        // of names that were asked for lately
	of     func(name string) skeleton.Skeleton // makes them
}

func newNames() names {
	return names{[2]map[string]int{{}, {}}, map[string]skeleton.Skeleton{}, skeleton.Of}
}

func (n names) clone() names {
	return names{[2]map[string]int{maps.Clone(n.counts[0]), maps.Clone(n.counts[1])}, map[string]skeleton.Skeleton{}, n.of}
}

// like returns the skeleton of a name. It takes long to make for some names, and
// whoever asks for a name that many have has all their numbers tried.
func (n names) like(name string) skeleton.Skeleton {
	s, known := n.likes[name]
	if !known {
		if len(n.likes) >= maxLikes {
			clear(n.likes)
		}
		s = n.of(name)
		n.likes[name] = s
	}
	return s
}

// taken reports whether a name that looks like this is there.
func (n names) taken(s skeleton.Skeleton) bool {
	return n.counts[0][s[0]] > 0 || n.counts[1][s[1]] > 0
}

func (n names) add(s skeleton.Skeleton) {
	for i, count := range n.counts {
		count[s[i]]++
	}
}

func (n names) drop(s skeleton.Skeleton) {
	for i, count := range n.counts {
		if count[s[i]]--; count[s[i]] <= 0 {
			delete(count, s[i])
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
	p.name, p.like = name, a.names.like(name)
	for n := uint32(1); a.names.taken(p.like); n++ {
		p.name = wire.CleanName(fmt.Sprintf("(%d)%s", a.nth(p, n), name))
		p.like = a.names.like(p.name)
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
