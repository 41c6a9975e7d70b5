"""What `compat.report_alive` relies on inside Odoo's servers: it fails when they change."""

import inspect
import os
import threading
import time

from odoo.service import server
from odoo.tests import BaseCase
from odoo.tools import mute_logger

from .. import compat

LONG_AGO = 1000


class Parent(server.PreforkServer):
    """The process that watches over its workers, without any that runs."""

    def __init__(self, worker_class):
        super().__init__(None)
        self.pipe = self.pipe_new()
        self.worker = worker_class(self)
        self.workers = {1: self.worker}


class Busy(server.WorkerCron):
    """A cron worker whose job says that it lives."""

    def process_work(self):
        self.said = compat.report_alive()


class TestWatchdog(BaseCase):
    def test_a_job_of_a_prefork_worker_is_heard_by_the_process_that_would_kill_it(self):
        parent = Parent(Busy)
        self.addCleanup(parent.worker.close)
        for end in parent.pipe:
            self.addCleanup(os.close, end)
        parent.worker.watchdog_time = time.time() - LONG_AGO
        parent.worker.process_work()
        self.assertTrue(parent.worker.said)
        parent.sleep()
        self.assertLess(time.time() - parent.worker.watchdog_time, 60)

    def test_the_time_of_a_prefork_worker_begins_before_it_sleeps(self):
        """The reason for all this: were it otherwise, nothing would have to be said."""
        loop = inspect.getsource(server.Worker._runloop)
        steps = ("pipe_ping(", "self.sleep()", "self.process_work()")
        places = [loop.index(step) for step in steps]
        self.assertEqual(places, sorted(places))
        self.assertEqual(server.SLEEP_INTERVAL + 10, compat.LONGEST_SLEEP)

    def test_a_job_of_the_threaded_server_is_within_its_limit_again(self):
        threaded = server.ThreadedServer(None)
        for says, killed in ((compat.report_alive, False), (bool, True)):
            done, judged = threading.Event(), threading.Event()

            def job(says=says, done=done, judged=judged):
                says()
                done.set()
                judged.wait(10)

            thread = threading.Thread(target=job, daemon=True)
            vars(thread).update(type="cron", start_time=time.time() - LONG_AGO)
            thread.start()
            done.wait(10)
            with mute_logger("odoo.service.server"):
                threaded.process_limit()
            judged.set()
            thread.join()
            self.assertEqual(thread in threaded.limits_reached_threads, killed)

    def test_where_nobody_watches_nobody_is_told(self):
        self.assertFalse(compat.report_alive())
