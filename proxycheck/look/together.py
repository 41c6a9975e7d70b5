"""Do several things at once that would only wait for one another."""

from concurrent.futures import ThreadPoolExecutor


def together(calls) -> list:
    """Run functions without arguments, each in a thread; return their results in order.

    What the first of them raised is raised when all have ended.
    """
    with ThreadPoolExecutor(len(calls), thread_name_prefix="proxycheck.at") as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]
