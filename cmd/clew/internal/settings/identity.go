package settings

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrIdentity says that a file holds no identity.
var ErrIdentity = errors.New("the file holds no identity: it must be 64 hexadecimal digits. Move it away and start again to get a new one")

// IdentityPath returns where the identity is kept that belongs to a file of settings.
func IdentityPath(settingsPath string) string {
	return filepath.Join(filepath.Dir(settingsPath), "identity")
}

// OpenIdentity reads the seed of the key by which other peers know this one. If there
// is no file, it makes one that only its owner can read. Whatever the error, the seed
// can be used; after one it is lost with the program. A file that it can't make sense
// of is left alone.
func OpenIdentity(path string) (seed [32]byte, err error) {
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		rand.Read(seed[:])
		return seed, createIdentity(path, seed)
	case err == nil:
		if seed, err = parseIdentity(text); err == nil {
			return seed, nil
		}
	}
	rand.Read(seed[:])
	return seed, err
}

func parseIdentity(text []byte) (seed [32]byte, err error) {
	b, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(b) != len(seed) {
		return seed, ErrIdentity
	}
	return [32]byte(b), nil
}

// createIdentity creates the file, unless another program has created it meanwhile.
func createIdentity(path string, seed [32]byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, errWrite := fmt.Fprintf(f, "%x\n", seed)
	if err := errors.Join(errWrite, f.Close()); err != nil {
		os.Remove(path) // half a file would be taken for damage
		return err
	}
	return nil
}
