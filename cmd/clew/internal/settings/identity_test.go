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
	if first == [32]byte{} {
		t.Error("the identity is zero")
	}
	if again, err := OpenIdentity(path); again != first || err != nil {
		t.Errorf("opened again: %x, %v; want %x", again, err, first)
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
		seed, err := OpenIdentity(path)
		if !errors.Is(err, ErrIdentity) || seed == [32]byte{} {
			t.Errorf("of %q: seed %x, error %v; want a seed and ErrIdentity", text, seed, err)
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
	seed, err := OpenIdentity(filepath.Join(file, "identity"))
	if err == nil || seed == [32]byte{} {
		t.Errorf("seed %x, error %v; want a seed and an error", seed, err)
	}
}
