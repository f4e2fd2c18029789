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

// RecordVisit takes note that the person is on a server now.
func (s *Servers) RecordVisit(v Server) {
	s.Recent = slices.DeleteFunc(s.Recent, v.sameAddress)
	s.Recent = slices.Insert(s.Recent, 0, v)
	s.Recent = s.Recent[:min(len(s.Recent), MaxRecent)]
	if i := slices.IndexFunc(s.Favourites, v.sameAddress); i >= 0 && v.Name != "" {
		s.Favourites[i].Name = v.Name
	}
}

// IsFavourite says whether the person has marked the server at an address.
func (s *Servers) IsFavourite(address string) bool {
	return slices.ContainsFunc(s.Favourites, Server{Address: address}.sameAddress)
}

// SetFavourite marks a server, or takes its mark away.
func (s *Servers) SetFavourite(v Server, on bool) {
	if on && s.IsFavourite(v.Address) {
		return
	}
	s.Favourites = slices.DeleteFunc(s.Favourites, v.sameAddress)
	if on && len(s.Favourites) < MaxFavourites {
		s.Favourites = append(s.Favourites, v)
	}
}

// RemoveRecent takes a server out of those that the person has been on.
func (s *Servers) RemoveRecent(address string) {
	s.Recent = slices.DeleteFunc(s.Recent, Server{Address: address}.sameAddress)
}

func (v Server) sameAddress(o Server) bool { return v.Address == o.Address }

// sanitizeServers leaves out what can be no server, and those that are there twice.
func sanitizeServers(list []Server, most int) []Server {
	var good []Server
	for _, v := range list {
		if v.Name = wire.CleanText(v.Name); wire.CheckTitle(v.Name) != nil {
			v.Name = ""
		}
		if v.Address == "" || len(v.Address) > maxAddress || slices.ContainsFunc(good, v.sameAddress) || len(good) == most {
			continue
		}
		good = append(good, v)
	}
	return good
}
