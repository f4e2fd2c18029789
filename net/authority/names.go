package authority

import (
	"fmt"
	"maps"

	"clew/net/wire"
)

// maxCachedSkeletons is how many skeletons are remembered.
const maxCachedSkeletons = 1024

// names counts the names that nobody else may have by their skeletons.
type names struct {
	counts  [2]map[string]int
	cache   map[string]Skeleton        // of names that were asked for lately
	compute func(name string) Skeleton // makes them
}

func newNames() names {
	return names{[2]map[string]int{{}, {}}, map[string]Skeleton{}, SkeletonOf}
}

func (n names) clone() names {
	return names{[2]map[string]int{maps.Clone(n.counts[0]), maps.Clone(n.counts[1])}, map[string]Skeleton{}, n.compute}
}

// skeleton returns the skeleton of a name. It takes long to make for some names, and
// whoever asks for a name that many have has all their numbers tried.
func (n names) skeleton(name string) Skeleton {
	s, known := n.cache[name]
	if !known {
		if len(n.cache) >= maxCachedSkeletons {
			clear(n.cache)
		}
		s = n.compute(name)
		n.cache[name] = s
	}
	return s
}

// taken reports whether a name that looks like this is there.
func (n names) taken(s Skeleton) bool {
	return n.counts[0][s[0]] > 0 || n.counts[1][s[1]] > 0
}

func (n names) add(s Skeleton) {
	for i, count := range n.counts {
		count[s[i]]++
	}
}

func (n names) remove(s Skeleton) {
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
		a.names.remove(p.skeleton)
	}
	p.name, p.skeleton = name, a.names.skeleton(name)
	for n := uint32(1); a.names.taken(p.skeleton); n++ {
		p.name = wire.CleanName(fmt.Sprintf("(%d)%s", a.nameNumber(p, n), name))
		p.skeleton = a.names.skeleton(p.name)
	}
	a.names.add(p.skeleton)
}

// sequentialTries is how many numbers are tried before a name, from 1 on.
const sequentialTries = 16

// nameNumber returns the nth number to try before a player's name. After the first ones
// they are scattered, so that one of many with the same name need not try the
// numbers of all the others.
func (a *Authority) nameNumber(p *player, n uint32) uint32 {
	if n <= sequentialTries {
		return n
	}
	const golden = 2654435769 // 2^32 over the golden ratio, as Knuth scatters keys
	return sequentialTries + 1 + (uint32(p.id)+n*uint32(a.world.Tick()|1))*golden>>15
}

// nameNotice is what a player is told who asked for a name and got another one, or
// nil.
func (p *player) nameNotice(wish string) *wire.Error {
	if wish == "" || wish == p.name {
		return nil
	}
	return &wire.Error{Code: wire.CodeNote, Text: wire.CleanText(fmt.Sprintf("the name %q is taken; you are %q", wish, p.name))}
}
