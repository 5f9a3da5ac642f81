"""Shards as tasks of a Dask cluster: other machines do the work, this one plans and writes.

Articles go to the workers and rows come back over the network, so that the workers need the
program but no shared disk. What comes back is the same as from processes of this machine, and is
kept and taken up again in the same way.
"""

from queue import Empty, Queue
from typing import TYPE_CHECKING, Any

from summit_extract.running.executors import Analysed
from summit_extract.running.shards import Item, Shard
from summit_extract.running.work import Settings, fingerprint, killed_tables, pack, process_items

if TYPE_CHECKING:
    from distributed import Future

__all__ = ["LOCAL", "Cluster", "ClusterError"]

LOCAL = "local"
"""The address that stands for a cluster of processes on this machine."""

_AHEAD = 2
"""Shards that wait for each thread of a worker, so that none is idle while results travel."""

_RETRIES = 3
_PATIENCE = 10.0
"""Seconds to wait for the scheduler to answer."""

_PATIENCE_WITH_WORKERS = 120.0
"""Seconds to wait for the first worker."""


class ClusterError(ValueError):
    """A cluster that can't do the work; the message says why and what to do."""


class Cluster:
    """Analyses shards on the cluster that has its scheduler at ``address``.

    A worker that is lost costs the shards that it was at, which others take up again; a shard that
    costs more than `_RETRIES` workers is given as failed. Raises ``ImportError`` without Dask, and
    `ClusterError` where there is no scheduler at the address, where no worker comes, or where one
    has another version of the program.
    """

    def __init__(self, settings: Settings, address: str, workers: int) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise ImportError(
                "--scheduler needs Dask; install it with: pip install 'summit-extract[cluster]'"
            ) from error
        self._settings = settings
        self._program = fingerprint(settings)
        self._done: Queue[Future[bytes]] = Queue()
        self._shards: dict[str, tuple[Shard, Future[bytes]]] = {}
        self._own = self._local(workers) if address == LOCAL else None
        try:
            self._client: Client = Client(self._own or address, timeout=_PATIENCE)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"no Dask scheduler answers at {address}; check --scheduler, or start one with: "
                "dask scheduler"
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE_WITH_WORKERS)
        except TimeoutError as error:
            self.close()
            raise ClusterError(
                f"no worker has come to {address}; start some with: dask worker {address}"
            ) from error

    def _local(self, workers: int) -> Any:
        from distributed import LocalCluster

        return LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        )

    @property
    def busy(self) -> bool:
        """Whether a shard was taken whose rows were not given yet."""
        return bool(self._shards)

    @property
    def free(self) -> bool:
        """Whether the workers have less than they need to be kept busy."""
        threads = sum(self._client.nthreads().values()) if len(self._shards) > _AHEAD else 1
        return len(self._shards) < (1 + _AHEAD) * max(threads, 1)

    def submit(self, shard: Shard) -> None:
        """Send a shard to the cluster."""
        future: Future[bytes] = self._client.submit(
            process_as, self._program, shard.items, self._settings,
            key=f"shard-{shard.key}", retries=_RETRIES,
        )  # fmt: skip
        self._shards[future.key] = (shard, future)
        future.add_done_callback(self._done.put)

    def results(self, block: bool = True) -> list[Analysed]:
        """Give what the cluster is done with."""
        done: list[Analysed] = []
        while self._shards:
            try:
                future = self._done.get(block=block and not done)
            except Empty:
                break
            done.append(self._received(future))
        return done

    def _received(self, future: "Future[bytes]") -> Analysed:
        from distributed import KilledWorker

        shard, _ = self._shards.pop(future.key)
        try:
            return Analysed(shard.number, shard.key, future.result())
        except KilledWorker:
            return Analysed(shard.number, shard.key, _killed(shard.items), keep=False)

    def close(self) -> None:
        """Leave the cluster; one on this machine ends."""
        self._client.close()
        if self._own is not None:
            self._own.close()


def process_as(program: str, items: tuple[Item, ...], settings: Settings) -> bytes:
    """Analyse the items of a shard on a worker, if it has the program that was asked for.

    Raises `ClusterError` where it has another.
    """
    import socket

    if fingerprint(settings) != program:
        raise ClusterError(
            f"the worker on {socket.gethostname()} has another version of the program, its "
            "resources or its pipeline; install the same on all machines"
        )
    return process_items(items, settings)


def _killed(items: tuple[Item, ...]) -> bytes:
    return pack([killed_tables(item) for item in items])
