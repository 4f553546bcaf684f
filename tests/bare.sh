#!/usr/bin/env bash
# README's two commands in a bare Debian 12 tree: a machine that was used before hides a missing package.
# Needs root, mmdebstrap and the package mirror that this machine uses.   KEEP=1 keeps the tree.
set -eu
cd "$(dirname "$0")/.."
top=$(mktemp -d /var/tmp/rammeaftale-bar.XXXXXX)
leave() { for m in proc dev; do umount "$top/$m" 2>/dev/null || true; done; [ -n "${KEEP:-}" ] || rm -rf "$top"; }
trap leave EXIT
[ "$(id -u)" = 0 ] || { echo "test-bare skal køres som root" >&2; exit 3; }
# The mirrors and keys of this machine, so that the tree reaches what this machine reaches.
sources=$(ls /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
echo "bygger en nøgen Debian 12 …"
cat $sources | mmdebstrap --variant=apt --quiet --include=ca-certificates bookworm "$top" -
cp /etc/resolv.conf "$top/etc/resolv.conf" 2>/dev/null || true
mkdir -p "$top/etc/apt/apt.conf.d"
for f in $(grep -ls '^Acquire' /etc/apt/apt.conf.d/* || true); do cp "$f" "$top/etc/apt/apt.conf.d/"; done
[ -d /usr/local/share/ca-certificates ] && cp -R /usr/local/share/ca-certificates/. "$top/usr/local/share/ca-certificates/" 2>/dev/null || true
mount -t proc proc "$top/proc"
mount --bind /dev "$top/dev"
mkdir "$top/rammeaftale"
git ls-files -z --cached --others --exclude-standard | xargs -0 tar -cf - | tar -xf - -C "$top/rammeaftale"
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 ${http_proxy:+http_proxy=$http_proxy} ${https_proxy:+https_proxy=$https_proxy} chroot "$top" bash -c "cd /rammeaftale && $1"; }
inside 'apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends make >/dev/null'
inside 'make'
inside 'make test'
echo "test-bare: README's to kommandoer virker i en nøgen Debian 12"
