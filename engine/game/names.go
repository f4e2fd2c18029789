package game

import (
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"

	"clew/engine/sim"
	"clew/engine/splitmix"
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

// copyFrom makes n equal to src, with the maps that n has.
func (n *names) copyFrom(src *names) {
	for i := range n.counts {
		n.counts[i] = copyMap(n.counts[i], src.counts[i])
	}
	n.cache = copyMap(n.cache, nil)
	n.compute = src.compute
}

// copyMap returns a map equal to src: dst, unless it is nil.
func copyMap[K comparable, V any](dst, src map[K]V) map[K]V {
	if dst == nil {
		dst = make(map[K]V, len(src))
	}
	clear(dst)
	maps.Copy(dst, src)
	return dst
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
// use, the same name with a free number before it. One that asks for none is named
// after its letter. Disconnected players keep their names, and the game's own name
// counts too.
func (s *State) setName(p *Player, name string) {
	if p.Name != "" {
		s.names.remove(p.skeleton)
	}
	if name == "" {
		name = "walker " + string(p.Avatar)
	}
	p.Name, p.skeleton = name, s.names.skeleton(name)
	for try := uint32(1); try <= maxTries && s.names.taken(p.skeleton); try++ {
		p.Name = numberedName(s.nameNumber(p.ID, try), name)
		p.skeleton = s.names.skeleton(p.Name)
	}
	s.names.add(p.skeleton)
}

// numberedName puts a number before a name, and cuts off what is too long then.
func numberedName(number uint32, name string) string {
	name = "(" + strconv.FormatUint(uint64(number), 10) + ")" + name
	runes := 0
	for i, r := range name {
		if runes++; runes > MaxNameRunes || i+utf8.RuneLen(r) > MaxNameLen {
			name = name[:i]
			break
		}
	}
	return strings.TrimRight(name, " ")
}

// How many numbers are tried in order, from 1 on, and how many in all. The last is
// taken though another player may have it: it takes somebody who makes up entries
// to get that far, and each try costs time.
const (
	sequentialTries = 16
	maxTries        = 256
)

// nameNumber returns the number to put before a player's name in a try. After the
// first tries the numbers are scattered, so that one of many players with the same
// name need not try the numbers of all the others.
func (s *State) nameNumber(id sim.ID, try uint32) uint32 {
	if try <= sequentialTries {
		return try
	}
	return sequentialTries + 1 + uint32(splitmix.Mix(uint64(id)<<32+uint64(s.world.Tick())<<16+uint64(try))>>47)
}
