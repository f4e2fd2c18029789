package settings

import (
	"slices"

	"clew/net/wire"
)

// Servers are those that a person has been on, and those that they marked.
type Servers struct {
	Recent     []Server `toml:"recent"`     // the latest first
	Favourites []Server `toml:"favourites"` // in the order of their marking
}

// Server is a server that is remembered. Its address tells it from others.
type Server struct {
	Address string `toml:"address"` // host:port
	Name    string `toml:"name"`    // what it called itself at last; may be empty
}

// maxAddress is how many bytes an address may have.
const maxAddress = 255

// Visit takes note that the person is on a server now.
func (s *Servers) Visit(v Server) {
	s.Recent = slices.DeleteFunc(s.Recent, v.same)
	s.Recent = slices.Insert(s.Recent, 0, v)
	s.Recent = s.Recent[:min(len(s.Recent), MaxRecent)]
	if i := slices.IndexFunc(s.Favourites, v.same); i >= 0 && v.Name != "" {
		s.Favourites[i].Name = v.Name
	}
}

// Favourite says whether the person has marked the server at an address.
func (s *Servers) Favourite(address string) bool {
	return slices.ContainsFunc(s.Favourites, Server{Address: address}.same)
}

// Mark marks a server, or takes its mark away.
func (s *Servers) Mark(v Server, on bool) {
	if on && s.Favourite(v.Address) {
		return
	}
	s.Favourites = slices.DeleteFunc(s.Favourites, v.same)
	if on && len(s.Favourites) < MaxFavourites {
		s.Favourites = append(s.Favourites, v)
	}
}

// Forget takes a server out of those that the person has been on.
func (s *Servers) Forget(address string) {
	s.Recent = slices.DeleteFunc(s.Recent, Server{Address: address}.same)
}

func (v Server) same(o Server) bool { return v.Address == o.Address }

// mendServers leaves out what can be no server, and those that are there twice.
func mendServers(list []Server, most int) []Server {
	var good []Server
	for _, v := range list {
		if v.Name = wire.CleanText(v.Name); wire.CheckTitle(v.Name) != nil {
			v.Name = ""
		}
		if v.Address == "" || len(v.Address) > maxAddress || slices.ContainsFunc(good, v.same) || len(good) == most {
			continue
		}
		good = append(good, v)
	}
	return good
}
