package keep

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// disk is what replace does to a file system, one step at a time.
type disk interface {
	// create makes a new file beside path, with a name that nobody has.
	create(path string, perm fs.FileMode) (file, error)
	rename(from, to string) error
	remove(path string) error
	// flush forces the names in a folder to the disk.
	flush(folder string) error
}

// file is a file that is being written.
type file interface {
	io.WriteCloser
	Name() string
	Sync() error
}

// replace puts content into the file at path, see Write.
func replace(d disk, path string, content []byte, perm fs.FileMode) error {
	f, err := d.create(path, perm)
	if err != nil {
		return err
	}
	if err := fill(f, content); err != nil {
		d.remove(f.Name())
		return err
	}
	if err := d.rename(f.Name(), path); err != nil {
		d.remove(f.Name())
		return err
	}
	return d.flush(filepath.Dir(path))
}

// fill writes a file, forces it to the disk and closes it.
func fill(f file, content []byte) error {
	_, err := f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// system is the real disk.
type system struct{}

func (system) create(path string, perm fs.FileMode) (file, error) {
	folder, name := filepath.Split(path)
	f, err := os.CreateTemp(orHere(folder), name+".*"+suffix)
	if err != nil {
		return nil, err
	}
	if err := f.Chmod(perm); err != nil && runtime.GOOS != "windows" {
		f.Close()
		os.Remove(f.Name())
		return nil, err
	}
	return f, nil
}

func (system) rename(from, to string) error { return os.Rename(from, to) }
func (system) remove(path string) error     { return os.Remove(path) }

func (system) flush(folder string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be opened there, and NTFS keeps a journal of names
	}
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
