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

	"github.com/gofrs/flock"
)

// Identity is the key by which other peers know this one, as long as the program runs.
type Identity struct {
	Seed [32]byte // of an ed25519 key
	lock *flock.Flock
}

// Close lets other programs use the identity. That of nil does nothing.
func (i *Identity) Close() error {
	if i == nil || i.lock == nil {
		return nil
	}
	return i.lock.Close()
}

// ErrIdentityTaken says that another program plays with the identity.
var ErrIdentityTaken = errors.New("another window on this computer plays with it")

// ErrIdentity says that a file holds no identity.
var ErrIdentity = errors.New("the file holds no identity: it must be 64 hexadecimal digits. Move it away and start again to get a new one")

// IdentityPath returns where the identity is kept that belongs to a file of settings.
func IdentityPath(settingsPath string) string {
	return filepath.Join(filepath.Dir(settingsPath), "identity")
}

// OpenIdentity reads the seed of the key by which other peers know this one. If there
// is no file, it makes one that only its owner can read. Whatever the error, the
// identity can be used; after one it is lost with the program. A file that it can't
// make sense of is left alone. While a program has the identity open, others get
// ErrIdentityTaken: peers would take the two for one.
func OpenIdentity(path string) (*Identity, error) {
	seed, err := readIdentity(path)
	if err != nil {
		return temporaryIdentity(), err
	}
	lock := flock.New(path+".lock", flock.SetPermissions(0o600))
	switch got, err := lock.TryLock(); {
	case err != nil: // a file system without locks
		return &Identity{Seed: seed}, nil
	case !got:
		return temporaryIdentity(), ErrIdentityTaken
	}
	return &Identity{seed, lock}, nil
}

func temporaryIdentity() *Identity {
	i := &Identity{}
	rand.Read(i.Seed[:])
	return i
}

func readIdentity(path string) (seed [32]byte, err error) {
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		rand.Read(seed[:])
		return seed, createIdentity(path, seed)
	case err != nil:
		return seed, err
	}
	return parseIdentity(text)
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
