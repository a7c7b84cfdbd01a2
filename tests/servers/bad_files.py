"""Changes of what stands around an article: its source, its signatures, and what is no plain file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servers.bad_push import Bad

if TYPE_CHECKING:
    from servers.hub import Clone, Hub


def _source_changed(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    tarek.change(tarek.article("water", "source.ar.md"), "عادت", "لم تعد")
    tarek.commit()
    return tarek


def _signature_removed(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    tarek.article("harbour", "signatures/en-0003-edit-*.sig").unlink()
    tarek.commit()
    return tarek


def _signature_changed(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    other = tarek.article("school", "signatures/en-0002-*.sig")
    tarek.article("harbour", "signatures/en-0003-edit-*.sig").write_bytes(other.read_bytes())
    tarek.commit()
    return tarek


def _signature_stray(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    own = tarek.article("harbour", "signatures/en-0003-edit-*.sig")
    own.with_name("en-0004-disclaim-00000000.sig").write_bytes(own.read_bytes())
    tarek.commit()
    return tarek


def _symlink(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    path = tarek.article("water")
    path.unlink()
    path.symlink_to("/etc/passwd")
    tarek.commit()
    return tarek


def _new_symlink(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    folder = tarek.article("water").parent
    folder.with_name("mill").symlink_to("water")
    tarek.commit()
    return tarek


def _submodule(hub: Hub) -> Clone:
    tarek = hub.clone("tarek")
    path = tarek.article("water")
    tarek.git("rm", "--quiet", str(path))
    where = path.relative_to(tarek.root).as_posix()
    tarek.git("update-index", "--add", "--cacheinfo", f"160000,{tarek.git('rev-parse', 'HEAD')},{where}")
    tarek.git("commit", "--quiet", "--message", "by hand")
    return tarek


FILES = (
    Bad("a source changed", ("source-rewritten",), _source_changed),
    Bad("a signature removed", ("signature-removed",), _signature_removed, signed=True),
    Bad("a signature changed", ("signature-changed",), _signature_changed, signed=True),
    Bad("a signature that signs nothing", ("signature-stray",), _signature_stray, signed=True),
    Bad("a link where an article was", ("not-a-file",), _symlink),
    Bad("a link among the articles", ("not-a-file",), _new_symlink),
    Bad("a submodule where an article was", ("not-a-file",), _submodule),
)
