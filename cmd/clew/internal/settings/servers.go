package settings

import (
	"slices"

	"clew/net/tracker"
	"clew/net/wire"
)

// Servers holds the servers that were visited or marked as favourites.
type Servers struct {
	Recent     []Server `toml:"recent"`     // latest first
	Favourites []Server `toml:"favourites"` // in the order added
	Tracker    string   `toml:"tracker"`    // host:port of a list of games on the internet; empty: none
}

// Server is a remembered server, identified by its address.
type Server struct {
	Address string `toml:"address"` // host:port
	Name    string `toml:"name"`    // as last seen; may be empty
}

// maxAddress limits the length of an address, in bytes.
const maxAddress = 255

// RecordVisit records that the player joined a server.
func (s *Servers) RecordVisit(v Server) {
	s.Recent = slices.DeleteFunc(s.Recent, v.sameAddress)
	s.Recent = slices.Insert(s.Recent, 0, v)
	s.Recent = s.Recent[:min(len(s.Recent), MaxRecent)]
	if i := slices.IndexFunc(s.Favourites, v.sameAddress); i >= 0 && v.Name != "" {
		s.Favourites[i].Name = v.Name
	}
}

// IsFavourite reports whether the server at an address is a favourite.
func (s *Servers) IsFavourite(address string) bool {
	return slices.ContainsFunc(s.Favourites, Server{Address: address}.sameAddress)
}

// SetFavourite adds a server to the favourites or removes it.
func (s *Servers) SetFavourite(v Server, on bool) {
	if on && s.IsFavourite(v.Address) {
		return
	}
	s.Favourites = slices.DeleteFunc(s.Favourites, v.sameAddress)
	if on && len(s.Favourites) < MaxFavourites {
		s.Favourites = append(s.Favourites, v)
	}
}

// RemoveRecent removes a server from the recent ones.
func (s *Servers) RemoveRecent(address string) {
	s.Recent = slices.DeleteFunc(s.Recent, Server{Address: address}.sameAddress)
}

func (v Server) sameAddress(o Server) bool { return v.Address == o.Address }

// sanitizeTracker completes the address of a tracker. What cannot be completed is
// kept, since the Join screen tells that it leads nowhere.
func sanitizeTracker(addr string) string {
	if len(addr) > maxAddress {
		return ""
	}
	if at, err := tracker.ParseAddr(addr); err == nil {
		return at
	}
	return addr
}

// sanitizeServers drops invalid servers and duplicates.
func sanitizeServers(list []Server, limit int) []Server {
	var good []Server
	for _, v := range list {
		if v.Name = wire.CleanText(v.Name); wire.CheckTitle(v.Name) != nil {
			v.Name = ""
		}
		if v.Address == "" || len(v.Address) > maxAddress || slices.ContainsFunc(good, v.sameAddress) || len(good) == limit {
			continue
		}
		good = append(good, v)
	}
	return good
}
