"""A job object of Windows: it bounds a process's memory, and ends the process with the one that made it."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_EXTENDED_LIMITS = 9
_PROCESS_MEMORY = 0x100
_DIE_ON_EXCEPTION = 0x400
_END_WITH_US = 0x2000


class _Basic(ctypes.Structure):
    _fields_ = [
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    ]


class _Extended(ctypes.Structure):
    _fields_ = [
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


def hold(process_handle: int, memory: int) -> Any:
    """Put a process into a job with so much memory; the job lasts as long as what is returned is kept.

    OSError where Windows doesn't allow it.
    """
    if sys.platform != "win32":
        raise OSError
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = _Extended()
    limits.basic.flags = _PROCESS_MEMORY | _DIE_ON_EXCEPTION | _END_WITH_US
    limits.process_memory = memory
    is_set = kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    if not job or not is_set or not kernel.AssignProcessToJobObject(job, ctypes.c_void_p(process_handle)):
        raise ctypes.WinError(ctypes.get_last_error())
    return job
