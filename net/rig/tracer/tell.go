package tracer

// NewBeliefs are those of a game that no Tracer watches, with so many clients.
func NewBeliefs(clients int) Beliefs { return Beliefs{clients: clients} }

// Add adds a tick: the hash of the server's world, or 0 where nobody knows it,
// where the server has each client, and where each client's screen shows each:
// clients · (1 + clients) places.
func (b *Beliefs) Add(hash uint64, places ...Place) {
	b.hashes = append(b.hashes, hash)
	b.places = append(b.places, places...)
}
