"""Trains whom pronouns point at: `make train-reports` writes src/offing/claims/antecedents_learned.csv.gz."""
from __future__ import annotations
import csv, gzip, io, sys, collections
from pathlib import Path
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from offing.claims import likely_antecedents as A
from offing.claims.acted import trees_of
from offing.claims.ingest import read_report
from offing.claims.mentions import mentions_of
from offing.claims.model import Reading
from reports.alignment import align
from reports.gold import folder
from reports.reader import names
PENALTY=1.0
def examples(texts,every=True):
    """(kind, [features of each candidate], [right]) of each pronoun that the annotator marked"""
    for g in texts:
        d=read_report(g.content,g.name); mentions,things=mentions_of(d,names()); trees=trees_of(d,mentions)
        by=align(g,Reading(d,mentions,things,()))
        spots={(s.start,s.end):s.entity for s in g.nominals if s.entity}
        told=A.laid_out(d,mentions,trees)
        for p in A.pointers(told,mentions,every=every):
            e=spots.get((p.start,p.end))
            if not e: continue
            among=A.candidates(told,p)
            right=[e in by.entities.get(x,()) for x,_ in among]
            yield p.low,[A.features(told,p,k,s,among) for k,(_,s) in enumerate(among)],right,A._empty(told,p)
def fit(ex):
    ex=[e for e in ex if any(e[2])]
    seen=collections.Counter(f for _,c,_,_ in ex for x in c for f in x); known=sorted(f for f,n in seen.items() if n>=2); at={f:k for k,f in enumerate(known)}
    rows=[];own=[];right=[]
    for n,(_,c,r,_) in enumerate(ex):
        for x,y in zip(c,r): rows.append(sorted({at[f] for f in x if f in at})); own.append(n); right.append(y)
    ends=np.cumsum([0,*map(len,rows)]); X=csr_matrix((np.ones(ends[-1]),np.concatenate([np.array(r,dtype=np.int32) for r in rows]),ends),shape=(len(rows),len(known)))
    XT=X.T.tocsr(); own=np.array(own); right=np.array(right,float); n=len(ex)
    def loss(w):
        z=X@w; m=np.full(n,-1e9); np.maximum.at(m,own,z); e=np.exp(z-m[own]); tot=np.bincount(own,e,n); rt=np.bincount(own,e*right,n)
        p=e/tot[own]; q=e*right/rt[own]
        return float((np.log(tot)-np.log(rt)).sum()+.5/PENALTY*(w@w)), XT@(p-q)+w/PENALTY
    w=minimize(loss,np.zeros(len(known)),jac=True,method="L-BFGS-B",options={"maxiter":80}).x
    whole=np.rint(w*A.UNIT).astype(int)
    return {f:int(whole[k]) for f,k in at.items() if abs(whole[k])>=3}
def measure(ex,w,shares=(0,.4,.5,.6,.7,.8)):
    from math import exp
    out=collections.defaultdict(lambda:[0,0]); n=0; reach=0; kinds=collections.defaultdict(lambda:[0,0,0])
    for low,c,r,empty in ex:
        n+=1; reach+=any(r); kinds[A.PRONOUNS[low]][2]+=1
        if not c or empty: continue
        s=[sum(w.get(f,0) for f in x)/A.UNIT for x in c]; top=max(s); sh=1/sum(exp(x-top) for x in s); ok=r[s.index(top)]
        for t in shares:
            if sh>=t: out[t][0]+=1; out[t][1]+=ok
            if sh>=t and t==.6: kinds[A.PRONOUNS[low]][0]+=1; kinds[A.PRONOUNS[low]][1]+=ok
    print('asked',n,'in reach',reach,{t:(g,round(k/max(g,1),3),round(k/n,3)) for t,(g,k) in out.items()}); print({k:(v[2],v[0],round(v[1]/max(v[0],1),3)) for k,v in kinds.items()})
def write(w,path):
    rows=io.StringIO(newline=""); o=csv.writer(rows,lineterminator="\n"); o.writerow(("feature","weight")); o.writerows(sorted(w.items())); path.write_bytes(gzip.compress(rows.getvalue().encode(),9,mtime=0))
if __name__=="__main__":
    T=Path('benchmarks/reports/texts'); dirs={p.name:p for p in sorted(T.iterdir()) if p.is_dir()}|{'x'+k:Path('/tmp/t15/g')/k for k in 'abcd'}
    E={k:list(examples(folder(p))) for k,p in dirs.items()}; N={k:list(examples(folder(p),False)) for k,p in dirs.items()}
    print({k:len(v) for k,v in E.items()})
    for hold in (['seventh','eighth','ninth','tenth'],['xb','xd']):
        w=fit([e for k,v in E.items() if k not in hold for e in v]); measure([e for k in hold for e in E[k]],w); measure([e for k in hold for e in N[k]],w)
    w=fit([e for v in E.values() for e in v]); write(w,Path(A.__file__).parent/'antecedents_learned.csv.gz'); print(len(w),'weights')
    hold=['seventh','eighth','ninth','tenth']; write(fit([e for k,v in E.items() if k not in hold for e in v]),Path('/tmp/t15/ante_hold.csv.gz'))
