package authority

import (
	"fmt"
	"maps"

	"clew/net/wire"
)

// maxCachedSkeletons is how many skeletons are remembered.
const maxCachedSkeletons = 1024

// names counts the names in use by their skeletons.
type names struct {
	counts  [2]map[string]int
	cache   map[string]skeleton        // by name
	compute func(name string) skeleton // for names that are not in cache
}

func newNames() names {
	return names{[2]map[string]int{{}, {}}, map[string]skeleton{}, skeletonOf}
}

func (n names) clone() names {
	return names{[2]map[string]int{maps.Clone(n.counts[0]), maps.Clone(n.counts[1])}, map[string]skeleton{}, n.compute}
}

// skeleton returns the skeleton of a name. Some names take long to compute, and a
// player that asks for a popular name tries many numbers with it.
func (n names) skeleton(name string) skeleton {
	s, ok := n.cache[name]
	if !ok {
		if len(n.cache) >= maxCachedSkeletons {
			clear(n.cache)
		}
		s = n.compute(name)
		n.cache[name] = s
	}
	return s
}

// taken reports whether a name with a confusable skeleton is in use.
func (n names) taken(s skeleton) bool {
	return n.counts[0][s[0]] > 0 || n.counts[1][s[1]] > 0
}

func (n names) add(s skeleton) {
	for i, count := range n.counts {
		count[s[i]]++
	}
}

func (n names) remove(s skeleton) {
	for i, count := range n.counts {
		if count[s[i]]--; count[s[i]] <= 0 {
			delete(count, s[i])
		}
	}
}

// setName gives a player the name that it asks for or, if a confusable name is in
// use, the same name with a free number before it. Disconnected players keep their
// names, and the server's own name counts too.
func (a *Authority) setName(p *player, name string) {
	if p.name != "" {
		a.names.remove(p.skeleton)
	}
	p.name, p.skeleton = name, a.names.skeleton(name)
	for try := uint32(1); a.names.taken(p.skeleton); try++ {
		p.name = wire.CleanName(fmt.Sprintf("(%d)%s", a.nameNumber(p, try), name))
		p.skeleton = a.names.skeleton(p.name)
	}
	a.names.add(p.skeleton)
}

// sequentialTries is how many numbers are tried in order, from 1 on.
const sequentialTries = 16

// nameNumber returns the number to put before a player's name in a try. After the
// first tries the numbers are scattered, so that one of many players with the same
// name need not try the numbers of all the others.
func (a *Authority) nameNumber(p *player, try uint32) uint32 {
	if try <= sequentialTries {
		return try
	}
	const golden = 2654435769 // 2^32 over the golden ratio: Knuth's multiplicative hash
	return sequentialTries + 1 + (uint32(p.id)+try*uint32(a.world.Tick()|1))*golden>>15
}

// nameNotice returns what to tell a player that asked for a name and got another
// one, or nil.
func (p *player) nameNotice(requested string) *wire.Error {
	if requested == "" || requested == p.name {
		return nil
	}
	return &wire.Error{Code: wire.CodeNote, Text: wire.CleanText(fmt.Sprintf("the name %q is taken; you are %q", requested, p.name))}
}
