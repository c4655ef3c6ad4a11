"""Two daemons on one state folder."""
from exports import Exports


def test_the_second_ends_with_75(lab):
    exports = Exports(20)
    daemon = lab.start().wait_for("watching")
    assert lab.drain() == 75
    assert "another tactd has the state folder" in lab.said()
    exports.deliver(lab.incoming)
    lab.wait_until_done(exports)
    assert daemon.stop() == 0
    lab.expect_exactly_once(exports)
