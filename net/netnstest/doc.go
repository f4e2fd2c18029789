// Package netnstest simulates networks for tests on one machine: hosts, which are
// Linux network namespaces, and the cables between them. It needs root.
package netnstest
