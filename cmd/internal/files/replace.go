package files

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// fileSystem has the steps that replaceFile takes.
type fileSystem interface {
	// create makes a new file beside path, with a name that nobody has.
	create(path string, perm fs.FileMode) (tempFile, error)
	rename(from, to string) error
	remove(path string) error
	// syncDir forces the names in a folder to the disk.
	syncDir(folder string) error
}

// tempFile is a file that is being written.
type tempFile interface {
	io.WriteCloser
	Name() string
	Sync() error
}

// replaceFile replaces the file at path; see WriteAtomic.
func replaceFile(d fileSystem, path string, content []byte, perm fs.FileMode) error {
	f, err := d.create(path, perm)
	if err != nil {
		return err
	}
	if err := writeAndSync(f, content); err != nil {
		d.remove(f.Name())
		return err
	}
	if err := d.rename(f.Name(), path); err != nil {
		d.remove(f.Name())
		return err
	}
	return d.syncDir(filepath.Dir(path))
}

// writeAndSync writes a file, syncs it to the disk and closes it.
func writeAndSync(f tempFile, content []byte) error {
	_, err := f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// osFS is the real file system.
type osFS struct{}

func (osFS) create(path string, perm fs.FileMode) (tempFile, error) {
	folder, name := filepath.Split(path)
	f, err := os.CreateTemp(dirOrDot(folder), name+".*"+tempSuffix)
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

func (osFS) rename(from, to string) error { return os.Rename(from, to) }
func (osFS) remove(path string) error     { return os.Remove(path) }

func (osFS) syncDir(folder string) error {
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
