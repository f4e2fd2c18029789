package settings

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// A peer is the same one at the next start, and nobody else can read its key.
func TestIdentityIsKept(t *testing.T) {
	path := IdentityPath(filepath.Join(t.TempDir(), "clew", "settings.toml"))
	first, err := OpenIdentity(path)
	if err != nil {
		t.Fatal(err)
	}
	if first.Seed == [32]byte{} {
		t.Error("the identity is zero")
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := OpenIdentity(path)
	if err != nil || again.Seed != first.Seed {
		t.Errorf("opened again: %x, %v; want %x", again.Seed, err, first.Seed)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("the file has mode %o; want 600", mode)
	}
}

// A damaged file is left alone, and another identity serves meanwhile.
func TestIdentityDamaged(t *testing.T) {
	for _, text := range []string{"", "nonsense", "00ff\n", string(make([]byte, 64))} {
		path := filepath.Join(t.TempDir(), "identity")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		identity, err := OpenIdentity(path)
		if !errors.Is(err, ErrIdentity) || identity.Seed == [32]byte{} {
			t.Errorf("of %q: seed %x, error %v; want a seed and ErrIdentity", text, identity.Seed, err)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("of %q: the file is %q now", text, got)
		}
	}
}

// Where no file can be made, an identity serves for this once.
func TestIdentityCannotBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	identity, err := OpenIdentity(filepath.Join(file, "identity"))
	if err == nil || identity.Seed == [32]byte{} {
		t.Errorf("seed %x, error %v; want a seed and an error", identity.Seed, err)
	}
}

// Two programs at once are two peers, and the file stays that of the first.
func TestIdentityTaken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "identity")
	first, err := OpenIdentity(path)
	if err != nil {
		t.Fatal(err)
	}
	second, err := OpenIdentity(path)
	if !errors.Is(err, ErrIdentityTaken) || second.Seed == first.Seed || second.Seed == [32]byte{} {
		t.Errorf("seed %x, error %v; want another seed and ErrIdentityTaken", second.Seed, err)
	}
	if err := errors.Join(second.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	third, err := OpenIdentity(path)
	if err != nil || third.Seed != first.Seed {
		t.Errorf("afterwards: seed %x, error %v; want %x", third.Seed, err, first.Seed)
	}
	if err := third.Close(); err != nil {
		t.Error(err)
	}
}
