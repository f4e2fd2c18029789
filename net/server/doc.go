// Package server has nothing but tests and benchmarks: they attack a server from
// addresses of a network inside this machine, where its bounds for each address
// apply, and show what an honest player feels of it.
package server
