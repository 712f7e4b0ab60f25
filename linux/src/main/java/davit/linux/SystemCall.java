package davit.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * One function of the C library that makes a system call and tells of its failure by -1 and errno.
 *
 * <p>For the packages below this one. A call pins its carrier thread: calls that can block for long belong on a platform
 * thread. Thread safety: any thread may call.
 */
@SuppressWarnings("restricted") // downcalls are this module's purpose
public final class SystemCall {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final int NOT_VARIADIC = -1;

    private final String name;
    private final MethodHandle handle;

    private SystemCall(String name, MethodHandle handle) {
        this.name = name;
        this.handle = handle;
    }

    /** A function with these parameters that returns an {@code int}. */
    public static SystemCall of(String name, ValueLayout... parameters) {
        return bind(name, NOT_VARIADIC, ValueLayout.JAVA_INT, parameters);
    }

    /** A function that returns a {@code long}, as read(2) does. */
    public static SystemCall returningLong(String name, ValueLayout... parameters) {
        return bind(name, NOT_VARIADIC, ValueLayout.JAVA_LONG, parameters);
    }

    /** A function that returns an {@code int} and whose parameters from {@code firstVariadic} on stand for dots. */
    public static SystemCall variadic(String name, int firstVariadic, ValueLayout... parameters) {
        return bind(name, firstVariadic, ValueLayout.JAVA_INT, parameters);
    }

    private static SystemCall bind(String name, int firstVariadic, ValueLayout returned, ValueLayout... parameters) {
        Linker.Option errno = Linker.Option.captureCallState("errno");
        Linker.Option[] options = firstVariadic == NOT_VARIADIC
                ? new Linker.Option[] {errno}
                : new Linker.Option[] {errno, Linker.Option.firstVariadicArg(firstVariadic)};
        MethodHandle downcall = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(returned, parameters), options);
        MethodHandle spread = downcall.asSpreader(1, Object[].class, parameters.length)
                .asType(MethodType.methodType(long.class, MemorySegment.class, Object[].class));
        return new SystemCall(name, spread);
    }

    /**
     * Calls it and returns what it returns.
     *
     * @throws LinuxException if that is -1; the message shows {@code shown} as the arguments
     */
    public long call(String shown, Object... arguments) throws LinuxException {
        long result = resultOrErrno(arguments);
        if (result < 0) {
            throw failure(shown, (int) -result);
        }
        return result;
    }

    /** Calls it and returns what it returns, or the errno as a negative number. */
    public long resultOrErrno(Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            long result = invoke(state, arguments);
            return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
        }
    }

    /** The exception for a call that came back with {@code errno}. */
    public LinuxException failure(String shown, int errno) {
        return new LinuxException(name + "(" + shown + ")", errno);
    }

    private long invoke(MemorySegment state, Object[] arguments) {
        try {
            return (long) handle.invokeExact(state, arguments);
        } catch (Throwable impossible) {
            // invokeExact declares Throwable; a downcall to a C function throws nothing.
            throw new AssertionError(impossible);
        }
    }
}
