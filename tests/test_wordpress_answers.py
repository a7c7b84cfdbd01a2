"""Whatever a WordPress, or what stands before it, answers: data, or one sentence and what to do; never a password."""

from __future__ import annotations

import json

import pytest

from dragoman.workflow.errors import ChangedMeanwhile, TargetFailed
from dragoman.workflow.wordpress.answers import Answer, Rejected, data_of

PAGE = b"<!DOCTYPE html><title>Log in</title>"


def answer(status: int, body: bytes | dict[str, object], **headers: str) -> Answer:
    said = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, said, "make a post", "desk.example", "lina", headers)


def no(code: str, message: str = "Sorry.", **data: object) -> dict[str, object]:
    return {"code": code, "message": message, "data": data}


@pytest.mark.parametrize("body", [b"[1]", b"\xef\xbb\xbf[1]", b" [1]\n"])
def test_data_is_data(body: bytes) -> None:
    assert data_of(answer(200, body)) == [1]


@pytest.mark.parametrize(
    ("given", "sentence", "hint"),
    [
        (
            answer(401, no("rest_forbidden_context", "You are <b>not</b> allowed\x1b[31m.")),
            "desk.example does not know lina by this application password (You are not allowed[31m).",
            "Application Passwords",
        ),
        (answer(401, PAGE), "desk.example wants a login of its own, which is not WordPress' (HTTP 401).", "REST API"),
        (answer(403, no("rest_cannot_publish")), "lina may not make a post at desk.example (Sorry).", "role Editor"),
        (answer(403, PAGE), "desk.example keeps its REST API closed (HTTP 403).", "firewall or plugin"),
        (answer(404, PAGE), "desk.example has no REST API of a WordPress here (HTTP 404).", "`url`"),
        (answer(404, no("rest_no_route")), "desk.example could not make a post (Sorry).", ""),
        (
            answer(413, PAGE),
            "desk.example takes no request as large as this one: it could not make a post (HTTP 413).",
            "upload_max_filesize",
        ),
        (
            answer(429, PAGE, **{"retry-after": "30"}),
            "desk.example says that we ask too often (HTTP 429).",
            "wait 30 s",
        ),
        (answer(429, no("slow_down")), "desk.example says that we ask too often (HTTP 429).", "wait a while"),
        (
            answer(502, PAGE),
            "desk.example has a fault of its own: it could not make a post (HTTP 502).",
            "look into the logs there",
        ),
        (answer(500, no("rest_upload", "No such type.")), "desk.example could not make a post (No such type).", ""),
        (answer(200, PAGE), "desk.example answered with a page instead of data (HTTP 200).", "front page"),
        (answer(200, b""), "desk.example answered with something instead of data (HTTP 200).", "front page"),
        (answer(200, b"[" * 100_000), "desk.example answered with something instead of data (HTTP 200).", ""),
        (answer(418, b"tea"), "desk.example answered with something instead of data (HTTP 418).", ""),
        (
            answer(301, b"", location="https://www.desk.example/?rest_route=/"),
            "desk.example sends requests on to https://www.desk.example/, and no password is sent after them.",
            "own address as `url`",
        ),
        (
            answer(302, b"", location="https://desk.example/wp-login.php?x"),
            "desk.example asks for a login before its REST API.",
            "no plugin",
        ),
        (
            answer(302, b""),
            "desk.example sends requests on to https://desk.example/, and no password is sent after them.",
            "",
        ),
    ],
)
def test_every_other_answer_is_one_sentence_with_what_to_do(given: Answer, sentence: str, hint: str) -> None:
    with pytest.raises(TargetFailed) as error:
        data_of(given)
    assert error.value.sentence == sentence
    assert hint in error.value.hint


def test_what_was_saved_meanwhile_is_somebody_elses() -> None:
    with pytest.raises(ChangedMeanwhile) as error:
        data_of(answer(409, no("dragoman_changed")))
    assert error.value.exit_code == 4


def test_what_wordpress_gave_with_its_no_can_be_used() -> None:
    with pytest.raises(Rejected) as error:
        data_of(answer(400, no("term_exists", term_id=7)))
    assert (error.value.code, error.value.data["term_id"]) == ("term_exists", 7)
    with pytest.raises(Rejected) as error:
        data_of(answer(400, {"code": "x", "message": ["odd"], "data": "odd"}))
    assert error.value.data == {}
