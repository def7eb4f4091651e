//! What is written one way and said another. A table is one text of `written=said`, parted by bars.

use crate::text::split_once;
use std::cmp::Ordering;

/// Abbreviations and signs. A stop behind the key asks for that stop; any other stop behind it is swallowed as well.
pub(super) const ABBREVIATIONS: &str = "\
    A.n=atas nama|Ags=Agustus|Agt=Agustus|Agu=Agustus|Alm.=almarhum|Almh.=almarhumah|Apr=April|Aug=Agustus|Bpk.=bapak|\
    CV.=C V|Dec=Desember|Des=Desember|Dr.=doktor|Dra.=doktoranda|Drs.=doktorandus|Ed.=edisi|Faks.=faksimile|\
    Feb=Februari|Gd.=gedung|Gg.=gang|Hal.=halaman|Hj.=hajah|Hlm.=halaman|Ir.=insinyur|Jan=Januari|Jend.=jenderal|\
    Jl.=jalan|Jln.=jalan|Jul=Juli|Jun=Juni|K.H=kiai haji|KH=kiai haji|Kab.=kabupaten|Kav.=kaveling|Kec.=kecamatan|\
    Kel.=kelurahan|Km.=kilometer|Lt.=lantai|Mar=Maret|Moh.=Mohamad|Mr.=mister|Mrs.=misis|Muh.=Muhammad|No.=nomor|\
    Nov=November|Ny.=nyonya|Oct=Oktober|Okt=Oktober|PT.=P T|Pj.=penjabat|Pjs.=penjabat sementara|Pk.=pukul|Pkl.=pukul|\
    Plh.=pelaksana harian|Plt.=pelaksana tugas|Prof.=profesor|Prov.=provinsi|Ps.=pasal|QOQ=secara kuartalan|\
    QoQ=secara kuartalan|Sdr.=saudara|Sdri.=saudari|Sep=September|Sept=September|Tbk=terbuka|Telp.=telepon|\
    Tgl.=tanggal|Tlp.=telepon|Tn.=tuan|UD.=U D|Vol.=volume|WIB=Waktu Indonesia Barat|WIT=Waktu Indonesia Timur|\
    WITA=Waktu Indonesia Tengah|YOY=secara tahunan|YTD=sejak awal tahun|YoY=secara tahunan|YtD=sejak awal tahun|\
    Yth.=yang terhormat|a.l=antara lain|a.n=atas nama|a/n=atas nama|alm.=almarhum|almh.=almarhumah|bps=basis poin|\
    c.q=casu quo|cq=casu quo|ctc=secara kumulatif|d.a=dengan alamat|d/a=dengan alamat|d/h=dahulu|dgn=dengan|\
    dkk=dan kawan-kawan|dll=dan lain-lain|dr.=dokter|dra.=doktoranda|drg.=dokter gigi|drh.=dokter hewan|\
    drs.=doktorandus|dsb=dan sebagainya|dst=dan seterusnya|ed.=edisi|hal.=halaman|hlm.=halaman|ir.=insinyur|jl.=jalan|\
    jo.=juncto|maks.=maksimal|min.=minimal|mom=secara bulanan|mtm=secara bulanan|no.=nomor|p.a=per tahun|pk=pukul|\
    pkl=pukul|qoq=secara kuartalan|qtq=secara kuartalan|s.d=sampai dengan|s/d=sampai dengan|sbb=sebagai berikut|\
    sdr.=saudara|sdri.=saudari|tbk=terbuka|tgl=tanggal|tsb=tersebut|u.p=untuk perhatian|utk=untuk|vol.=volume|\
    vs=lawan|wow=secara mingguan|ybs=yang bersangkutan|yg=yang|yoy=secara tahunan|ytd=sejak awal tahun|\
    yth.=yang terhormat";

/// Units behind a figure or a slash.
pub(super) const UNITS: &str = "\
    %=persen|GB=gigabita|GW=gigawatt|GWh=gigawatt jam|KB=kilobita|Kg=kilogram|Km=kilometer|L=liter|MB=megabita|\
    MW=megawatt|MWh=megawatt jam|MWp=megawatt peak|Mbps=megabit per detik|TB=terabita|TWh=terawatt jam|Wh=watt jam|\
    bbl=barel|bln=bulan|boepd=barel setara minyak per hari|bopd=barel minyak per hari|bph=barel per hari|bps=basis poin|\
    cc=sentimeter kubik|cm=sentimeter|dtk=detik|g=gram|gr=gram|ha=hektare|jt=juta|kVA=kilovolt ampere|kW=kilowatt|\
    kWh=kilowatt jam|kg=kilogram|kl=kiloliter|km=kilometer|km2=kilometer persegi|km²=kilometer persegi|l=liter|\
    lt=liter|m=meter|m2=meter persegi|m3=meter kubik|mb=megabita|mg=miligram|ml=mililiter|mm=milimeter|\
    mmscfd=juta kaki kubik standar per hari|mnt=menit|m²=meter persegi|m³=meter kubik|oz=ons troi|pcs=buah|rb=ribu|\
    th=tahun|thn=tahun|x=kali|°=derajat|°C=derajat Celsius|°F=derajat Fahrenheit|‰=permil";

/// Currencies, by their signs and codes.
pub(super) const CURRENCIES: &str = "\
    $=dolar|A$=dolar Australia|AS$=dolar Amerika Serikat|AUD=dolar Australia|C$=dolar Kanada|CAD=dolar Kanada|\
    CHF=franc Swiss|CNY=yuan|EUR=euro|GBP=pound sterling|HK$=dolar Hong Kong|HKD=dolar Hong Kong|IDR=rupiah|INR=rupee|\
    JPY=yen|KRW=won|MYR=ringgit|NZ$=dolar Selandia Baru|PHP=peso|RM=ringgit|RMB=yuan|RP=rupiah|Rp=rupiah|S$=dolar Singapura|\
    SAR=riyal|SGD=dolar Singapura|THB=baht|TWD=dolar Taiwan|US$=dolar Amerika Serikat|USD=dolar Amerika Serikat|\
    VND=dong|rp=rupiah|£=pound sterling|¥=yen|€=euro";

/// Words of magnitude behind a figure; the currency comes after them.
pub(super) const SCALES: &str = "\
    billion=miliar|bn=miliar|jt=juta|juta=juta|kuadriliun=kuadriliun|miliar=miliar|million=juta|milyar=miliar|\
    mn=juta|ratus=ratus|rb=ribu|ribu=ribu|triliun=triliun|trillion=triliun|trilyun=triliun";

/// Magnitudes that only an amount of money has: `Rp 5 M`.
pub(super) const MONEY_SCALES: &str = "K=ribu|M=miliar|T=triliun";

/// Signs before a figure.
pub(super) const BEFORE_FIGURES: &str = "\
    +=plus|-=minus|<=kurang dari|>=lebih dari|~=sekitar|±=kurang lebih|−=minus|≈=sekitar|≤=paling banyak|≥=paling sedikit";

/// Signs that stand alone.
pub(super) const SIGNS: &str = "\
    #=tagar|%=persen|&=dan|+=plus|@=masing-masing|°=derajat|¼=seperempat|½=setengah|¾=tiga perempat|×=kali";

pub(super) const MONTHS: &str =
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember";

/// Words behind which `27/3` is a date.
pub(super) const BEFORE_DATES: &str =
    "Ahad Jumat Jum'at Kamis Minggu Rabu Sabtu Selasa Senin Tanggal hingga malam pagi petang siang sore tanggal tgl";

/// Words behind which `09.32` is a time, and which are not said again.
pub(super) const BEFORE_TIMES: &str = "Jam PUKUL Pk Pkl Pukul hingga jam pk pkl pukul s.d s/d sampai";

/// Words that a Roman figure completes, also one that could be a letter.
pub(super) const BEFORE_ROMAN: &str = "\
    abad angkatan bab babak bagian edisi fase gelombang golongan jilid kelas ke kodam komisi kuartal pasal paket periode \
    perang dunia seri semester tahap tingkat triwulan wilayah zona";

/// What is counted behind a slash: `barel/hari` is said with `per`.
pub(super) const PER: &str = "\
    barel bulan detik gram hari hektare jam jiwa kapita kilogram kilometer kwintal lembar liter lot menit meter minggu \
    orang pekan saham tahun ton troi unit";

/// Capitals that are said as a word, though they are short.
#[rustfmt::skip] // packed: one word a line would push the code out of sight
pub(super) const SAID_AS_WORDS: &str = "\
    APEC ASEM BALI BRIN DOHA FAST HAM IKEA INKA KIP KUR LION NASA NATO NEW NUSA OPEC OSLO PALU PATI PIN QRIS ROMA RUPS \
    SAN SARS SIM SLIK SOLO SUN YORK";

/// Last parts of names on the web.
pub(super) const WEB_ENDINGS: &str =
    "ac app biz co com desa dev edu go gov id info io me mil my net news or org sch tv xyz";

/// What `key` is in a table of `written=said`, which is sorted.
pub(super) fn look_up(table: &'static str, key: &str) -> Option<&'static str> {
    let bytes = table.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = (low + high) / 2;
        let is_bar = |byte: &u8| *byte == b'|';
        let start = bytes.get(low..middle)?.iter().rposition(is_bar).map_or(low, |at| low + at + 1);
        let end = bytes.get(middle..)?.iter().position(is_bar).map_or(bytes.len(), |at| middle + at);
        let (written, said) = split_once(table.get(start..end)?, "=")?;
        match written.cmp(key) {
            Ordering::Equal => return Some(said),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
}

/// The word at `index` in a list that spaces part.
pub(super) fn nth(list: &'static str, index: usize) -> &'static str {
    list.split(' ').nth(index).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found() {
        for table in [ABBREVIATIONS, UNITS, CURRENCIES, SCALES, MONEY_SCALES, BEFORE_FIGURES, SIGNS] {
            let entries: Vec<_> = table.split('|').filter_map(|entry| entry.split_once('=')).collect();
            assert_eq!(entries.len(), table.split('|').count());
            assert!(entries.is_sorted_by(|one, other| one.0 < other.0), "{entries:?}");
            for (key, said) in entries {
                assert_eq!(look_up(table, key), Some(said));
            }
        }
        for key in ["", "=", "|", "a", "lain", "n.", "bpss"] {
            assert_eq!(look_up(ABBREVIATIONS, key), None, "{key}");
        }
    }
}
