// Command interop holds what legation publishes and proves against Go's own
// implementation of transparency logs: golang.org/x/mod/sumdb/note and tlog.
//
//	interop VKEY DIR [PROOF...]
//
// DIR is a published log (C2SP tlog-tiles). A PROOF is a tlog-proof whose extra
// data are the entry, or a consistency proof that begins with "old N". It exits
// with 1 at the first thing that is not as Go has it.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	vkey, dir, proofs := os.Args[1], os.Args[2], os.Args[3:]
	verifier, err := note.NewVerifier(vkey)
	check(err)
	tree := open(read(filepath.Join(dir, "checkpoint")), verifier)
	reader := tlog.TileHashReader(tree, tiles(dir))

	root, err := tlog.TreeHash(tree.N, reader)
	check(err)
	if root != tree.Hash {
		fail("the tiles have root %v, the checkpoint %v", root, tree.Hash)
	}
	entries := bundles(dir, tree.N)
	for n, entry := range entries {
		hash, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(n))})
		check(err)
		if tlog.RecordHash(entry) != hash[0] {
			fail("entry %d is not what was hashed", n)
		}
	}
	for _, file := range proofs {
		prove(file, verifier, tree, reader, entries)
	}
	fmt.Printf("%d entries, %d proofs\n", tree.N, len(proofs))
}

func prove(file string, verifier note.Verifier, tree tlog.Tree, reader tlog.HashReader, entries [][]byte) {
	head, signed, found := strings.Cut(string(read(file)), "\n\n")
	if !found {
		fail("%s: no empty line", file)
	}
	if open([]byte(signed), verifier) != tree {
		fail("%s: another checkpoint", file)
	}
	lines := strings.Split(head, "\n")
	if old, found := cut(lines[0], "old "); found {
		size := number(old)
		path := tlog.TreeProof(hashes(lines[1:]))
		wanted, err := tlog.ProveTree(tree.N, size, reader)
		check(err)
		same(file, path, wanted)
		root, err := tlog.TreeHash(size, reader)
		check(err)
		check(tlog.CheckTree(path, tree.N, tree.Hash, size, root))
		return
	}
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("%s: begins with %q", file, lines[0])
	}
	extra, found := cut(lines[1], "extra ")
	entry, err := base64.StdEncoding.Strict().DecodeString(extra)
	check(err)
	index, isIndex := cut(lines[2], "index ")
	if !found || !isIndex {
		fail("%s: extra or index is missing", file)
	}
	n, path := number(index), tlog.RecordProof(hashes(lines[3:]))
	wanted, err := tlog.ProveRecord(tree.N, n, reader)
	check(err)
	same(file, path, wanted)
	if !bytes.Equal(entry, entries[n]) {
		fail("%s: another entry", file)
	}
	check(tlog.CheckRecord(path, tree.N, tree.Hash, n, tlog.RecordHash(entry)))
}

func open(raw []byte, verifier note.Verifier) tlog.Tree {
	signed, err := note.Open(raw, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" || len(signed.UnverifiedSigs) > 0 {
		fail("no checkpoint: %q", signed.Text)
	}
	return tlog.Tree{N: number(lines[1]), Hash: hashes(lines[2:3])[0]}
}

func bundles(dir string, size int64) [][]byte {
	var entries [][]byte
	for n := int64(0); int64(len(entries)) < size; n++ {
		width := min(size-n<<height, 1<<height)
		tile := tlog.Tile{H: height, L: 0, N: n, W: int(width)}
		data := read(filepath.Join(dir, strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)))
		for i := int64(0); i < width; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				fail("bundle %d is too short", n)
			}
			length := int(binary.BigEndian.Uint16(data))
			entries = append(entries, data[2:2+length])
			data = data[2+length:]
		}
		if len(data) > 0 {
			fail("bundle %d is too long", n)
		}
	}
	return entries
}

// tiles reads tiles where C2SP has them: x/mod names their height as well.
type tiles string

func (dir tiles) Height() int { return height }

func (dir tiles) ReadTiles(wanted []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range wanted {
		path := filepath.Join(string(dir), strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		one, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if len(one) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", path, len(one))
		}
		data = append(data, one)
	}
	return data, nil
}

func (dir tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func hashes(lines []string) []tlog.Hash {
	found := []tlog.Hash{}
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		check(err)
		found = append(found, hash)
	}
	return found
}

func same[T ~[]tlog.Hash](file string, path, wanted T) {
	if fmt.Sprint([]tlog.Hash(path)) != fmt.Sprint([]tlog.Hash(wanted)) {
		fail("%s: the path is %v, Go has %v", file, path, wanted)
	}
}

func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	check(err)
	if strconv.FormatInt(n, 10) != text {
		fail("%q is not how a number is written", text)
	}
	return n
}

func cut(line, prefix string) (string, bool) {
	return strings.TrimPrefix(line, prefix), strings.HasPrefix(line, prefix)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	check(err)
	return data
}

func check(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}
