"""Asks the processor for a number of an array before a loop comes to it.

What a step of a chain looks at lies anywhere in tables that are larger than the near caches. Steps
that are drawn some time before they are taken need not wait for it.
"""

from __future__ import annotations

from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_READ, _KEEP, _DATA = 0, 3, 1
"""Arguments of LLVM: it will be read, again and again, and is no code."""
_compiler: Any = cgutils


def _fetch(_typing: Any, array: Any, _at: Any) -> Any:
    """Ask for `array[at]`, an array of one dimension laid out whole; nothing is read or checked."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        ir = _compiler.ir
        held = context.make_array(signature.args[0])(context, builder, arguments[0])
        place = _compiler.get_item_pointer(
            context, builder, signature.args[0], held, [arguments[1]], wraparound=False
        )
        byte = builder.bitcast(place, _compiler.voidptr_t)
        number = _compiler.int32_t
        kind = ir.FunctionType(ir.VoidType(), [byte.type, number, number, number])
        function = _compiler.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
        builder.call(function, [byte, number(_READ), number(_KEEP), number(_DATA)])
        return context.get_dummy_value()

    return types.void(array, types.intp), code


fetch: Any = intrinsic(_fetch)
