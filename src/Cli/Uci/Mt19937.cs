namespace HyperGan.Cli.Uci;

/// <summary>
/// The Mersenne twister of Matsumoto and Nishimura (1998), with their initialisation of 2002. Here only to reproduce the splits that published
/// results were computed on; our own random numbers are <see cref="Kernels.RandomStream"/>'s.
/// </summary>
sealed class Mt19937
{
    const int N = 624, M = 397;

    readonly uint[] _state = new uint[N];
    int _next = N;

    public Mt19937(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < N; i++)
            _state[i] = 1_812_433_253 * (_state[i - 1] ^ (_state[i - 1] >> 30)) + (uint)i;
    }

    /// <summary> The next 32 bits. </summary>
    public uint Next()
    {
        if (_next == N)
            Twist();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    /// <summary> Uniform on [0, max]: as many bits as max has, again until they do not exceed it. </summary>
    public uint UpTo(uint max)
    {
        var mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(max | 1);
        uint value;
        do
            value = Next() & mask;
        while (value > max);
        return value;
    }

    void Twist()
    {
        for (var i = 0; i < N; i++)
        {
            var y = (_state[i] & 0x80000000) | (_state[(i + 1) % N] & 0x7FFFFFFF);
            _state[i] = _state[(i + M) % N] ^ (y >> 1) ^ ((y & 1) * 0x9908B0DF);
        }
        _next = 0;
    }
}
