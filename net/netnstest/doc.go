// Package netnstest lays networks inside this machine for tests: computers,
// which are network namespaces of Linux, and cables between them. Only root may
// make them.
package netnstest
