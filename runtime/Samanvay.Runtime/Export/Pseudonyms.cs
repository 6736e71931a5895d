using System.Security.Cryptography;
using System.Text;

namespace Samanvay.Runtime.Export;

/// <summary>
/// Names that stand for people's in one export. The key is drawn anew for each and kept by nobody: two exports can not
/// be laid side by side, and no list of the city's people tells who is who.
/// </summary>
internal sealed class Pseudonyms
{
    private const int Length = 12;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Of(string person) => Convert.ToHexStringLower(
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(person)))[..Length];
}
