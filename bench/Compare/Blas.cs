using System.Runtime.InteropServices;

namespace HyperGan.Bench.Compare;

/// <summary> A BLAS library of this machine, used when it is there. </summary>
sealed unsafe class Blas
{
    const int RowMajor = 101, AsItLies = 111, Transposed = 112;

    readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, Real, Real*, int, Real*, int, Real, Real*, int, void> _gemm;

    Blas(string name, nint library, string setThreads, int threads)
    {
        Name = name;
        _gemm = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, Real, Real*, int, Real*, int, Real, Real*, int, void>)
            NativeLibrary.GetExport(library, sizeof(Real) == 4 ? "cblas_sgemm" : "cblas_dgemm");
        // OpenBLAS takes an int, BLIS a 64-bit integer: passed in a register either way, a small nint serves both.
        ((delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(library, setThreads))(threads);
    }

    /// <summary> What the column is called. </summary>
    public string Name { get; }

    /// <summary> OpenBLAS, or null and a line on standard error. </summary>
    public static Blas? OpenBlas(int threads) => Load("openblas", "libopenblas0-pthread", "openblas_set_num_threads", threads,
    [
        "openblas-pthread/libopenblas.so.0", "/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0",
        "/usr/lib/aarch64-linux-gnu/openblas-pthread/libopenblas.so.0", "libopenblas.so.0", "libopenblas.so",
        "libopenblas.dll", "libopenblas.dylib", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib", "/usr/local/opt/openblas/lib/libopenblas.dylib",
    ]);

    /// <summary> BLIS, or null and a line on standard error. </summary>
    public static Blas? Blis(int threads) => Load("blis", "libblis4-pthread", "bli_thread_set_num_threads", threads,
    [
        "blis-pthread/libblis.so.4", "/usr/lib/x86_64-linux-gnu/blis-pthread/libblis.so.4",
        "/usr/lib/aarch64-linux-gnu/blis-pthread/libblis.so.4", "libblis.so.4", "libblis.so",
        "libblis.dll", "libblis.dylib", "/opt/homebrew/opt/blis/lib/libblis.dylib", "/usr/local/opt/blis/lib/libblis.dylib",
    ]);

    static Blas? Load(string name, string package, string setThreads, int threads, string[] candidates)
    {
        foreach (var candidate in candidates)
            if (NativeLibrary.TryLoad(candidate, out var library))
                return new(name, library, setThreads, threads);
        Console.Error.WriteLine($"{name} is not on this machine and is left out (Debian: apt-get install {package}).");
        return null;
    }

    /// <summary> C = A·B, row by row without gaps; the library has no stacks, so a stack is a loop here. </summary>
    public void Multiply(GemmShape shape, GemmForm form, Numbers a, Numbers b, Numbers c)
    {
        var (m, n, k) = (shape.Rows, shape.Cols, shape.Inner);
        for (var s = 0; s < shape.Stack; s++)
            _gemm(
                RowMajor, form.A ? Transposed : AsItLies, form.B ? Transposed : AsItLies, m, n, k,
                1, a.Pointer + (long)s * m * k, form.A ? m : k,
                b.Pointer + (long)s * k * n, form.B ? k : n,
                0, c.Pointer + (long)s * m * n, n);
    }
}
