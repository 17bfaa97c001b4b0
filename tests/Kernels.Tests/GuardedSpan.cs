using System.Runtime.InteropServices;

namespace HyperGan.Kernels.Tests;

/// <summary>
/// Numbers that end where readable memory ends: on Linux the next page is forbidden, so that one element too far ends the process.
/// Canaries stand before the first number, and behind the last one where pages cannot be forbidden; they are checked on disposal.
/// </summary>
sealed unsafe partial class GuardedSpan : IDisposable
{
    const int PageSize = 4096, Forbidden = 0, ReadWrite = 3, PrivateAnonymous = 0x22;
    const byte Canary = 0xA5;

    readonly byte* _memory;
    readonly nuint _size;
    readonly int _length, _offset;

    public GuardedSpan(int length)
    {
        var bytes = length * sizeof(Real);
        var body = (bytes + PageSize) / PageSize * PageSize;
        (_length, _size, _offset) = (length, (nuint)(body + PageSize), body - bytes);
        if (OperatingSystem.IsLinux())
        {
            _memory = MapMemory(null, _size, ReadWrite, PrivateAnonymous, -1, 0);
            if (_memory == (byte*)-1 || ProtectMemory(_memory + body, PageSize, Forbidden) != 0)
                throw new InvalidOperationException("GuardedSpan: the system gives no guarded memory.");
        }
        else
        {
            _memory = (byte*)NativeMemory.Alloc(_size);
            Behind.Fill(Canary);
        }
        Before.Fill(Canary);
    }

    public Span<Real> Span => new(_memory + _offset, _length);

    Span<byte> Before => new(_memory, _offset);

    Span<byte> Behind => new(_memory + _offset + _length * sizeof(Real), PageSize);

    public void Dispose()
    {
        var untouched = Before.IndexOfAnyExcept(Canary) < 0 && (OperatingSystem.IsLinux() || Behind.IndexOfAnyExcept(Canary) < 0);
        if (OperatingSystem.IsLinux())
            _ = UnmapMemory(_memory, _size);
        else
            NativeMemory.Free(_memory);
        Assert.True(untouched, $"Memory beside a span of {_length} numbers was written.");
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* MapMemory(byte* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int ProtectMemory(byte* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int UnmapMemory(byte* address, nuint length);
}
